package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.CheckResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: what would an upgrade do? */
@Command(
        name = "plan",
        header = "Tell what an upgrade would do.",
        description = "Shows what an upgrade would do: how sources merge, where their streams go on, what is replayed"
                + " first. Changes nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {"  chameleon-runner plan --config default", "  chameleon-runner plan --config default --output json"})
final class PlanCommand implements Verb {
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
        invocation.transcript().about(new Subject.Planned(upgrade.plan()));
        return invocation.transcript().done(result.catalogue());
    }
}
