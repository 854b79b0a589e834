package io.chameleon.runner.cli;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.CatalogueInstallation;
import io.chameleon.runner.InstallationResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code install}: creates a fresh catalogue. */
@Command(
        name = "install",
        aliases = "create_replica_schema",
        header = "Create a fresh catalogue.",
        description = "Creates a catalogue without sources in sch_chameleon, as pg_chameleon's create_replica_schema"
                + " does, in one transaction. Refused where one exists. It asks first.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner install --config default --for-release 2.0.18",
            "  chameleon-runner install --url postgresql://usr_replica@localhost/db_replica --yes"
        })
final class InstallCommand implements Verb {
    @ArgGroup
    private TargetVersion target;

    @Override
    public Report run(Invocation invocation) {
        invocation.requireConsentPossible();
        CatalogueVersion version = TargetVersion.orLatest(target);
        var installation = new CatalogueInstallation(invocation.database(), version);
        if (invocation.asks()) {
            installation.requirePossible();
            invocation.transcript().found(Versions.NONE);
            invocation.tell(
                    "\nA catalogue " + version + " without sources is created in the schema sch_chameleon.\n\n");
            invocation.confirm("install");
        }
        invocation.writing();
        InstallationResult result = installation.run();
        invocation.transcript().found(Versions.NONE);
        invocation.transcript().about(new Subject.Installed(result, invocation.configurationName()));
        return invocation.transcript().done(result.version().number());
    }
}
