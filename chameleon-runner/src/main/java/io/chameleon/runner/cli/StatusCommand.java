package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueStatus;
import io.chameleon.runner.StatusResult;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: how do the catalogue and its sources stand? */
@Command(
        name = "status",
        aliases = "show_status",
        header = "Show the catalogue and its sources.",
        description = "Shows which catalogue is live, and how its sources stand. Works on every version, and without a"
                + " catalogue. Changes nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner status --config default",
            "  chameleon-runner status --url postgresql://usr_replica@localhost/db_replica --source mysql"
        })
final class StatusCommand implements Verb {
    @Option(names = "--source", paramLabel = "SOURCE", description = "Show this source in detail.")
    private String source;

    @Override
    public Report run(Invocation invocation) {
        var status = new CatalogueStatus(invocation.database());
        Optional<String> chosen = Optional.ofNullable(source);
        StatusResult result = chosen.map(status::read).orElseGet(status::read);
        invocation.transcript().found(result.catalogue().live());
        invocation.transcript().about(new Subject.Status(result, chosen.isPresent()));
        return invocation.transcript().done(result.catalogue().live());
    }
}
