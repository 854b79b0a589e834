package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueHistory;
import io.chameleon.runner.HistoryResult;
import picocli.CommandLine.Command;

/** {@code info}: what has been migrated, and what is pending? */
@Command(
        name = "info",
        header = "Show the catalogue's migrations.",
        description = "Shows the migrations of the catalogue and their states, as Flyway's history tells. Works where"
                + " there is no history yet, and without a catalogue. Changes nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner info --config default",
            "  chameleon-runner info --url postgresql://usr_replica@localhost/db_replica --output json"
        })
final class InfoCommand implements Verb {
    @Override
    public Report run(Invocation invocation) {
        HistoryResult result = new CatalogueHistory(invocation.database()).read();
        invocation.transcript().found(result.catalogue());
        invocation.transcript().about(new Subject.History(result));
        return invocation.transcript().done(result.catalogue());
    }
}
