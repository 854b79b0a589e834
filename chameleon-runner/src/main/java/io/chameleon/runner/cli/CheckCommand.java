package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check}: would an upgrade be refused? */
@Command(
        name = "check",
        header = "Tell whether an upgrade would go ahead.",
        description = "Looks at everything that an upgrade depends on and names what stands in its way. Changes"
                + " nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner check --config default",
            "  chameleon-runner check --config ./upgraded.yml --for-release 2.0.18 --output json"
        })
final class CheckCommand implements Verb {
    @Mixin
    private TargetOptions target;

    @Override
    public Report run(Invocation invocation) {
        CatalogueUpgrade upgrade = invocation.upgrade(target.options());
        CheckResult result = upgrade.check();
        if (result.nothingToDo()) {
            return invocation.transcript().nothingToDo(result.catalogue());
        }
        invocation.transcript().checked(result);
        invocation.transcript().about(new Subject.Checked(result));
        result.requirePassed();
        return invocation.transcript().done(result.catalogue());
    }
}
