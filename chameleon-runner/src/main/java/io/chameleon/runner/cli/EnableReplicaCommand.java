package io.chameleon.runner.cli;

import io.chameleon.runner.EnableReplica;
import io.chameleon.runner.EnableReplicaResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code enable-replica}: makes a source startable again that a killed or failed replica has left behind. */
@Command(
        name = "enable-replica",
        aliases = "enable_replica",
        header = "Make a source startable again.",
        description = "Makes a source startable again: resets the status that a killed or failed replica has left, and"
                + " clears leftover maintenance and pause flags. Works on 1.7 and 2.0.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner enable-replica --config default --source mysql",
            "  chameleon-runner enable-replica --url postgresql://usr_replica@localhost/db_replica --source mysql"
        })
final class EnableReplicaCommand implements Verb {
    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            required = true,
            description = "Name of the source in the catalogue.")
    private String source;

    @Option(names = "--force", description = "Go on although processes are connected that may work for the source.")
    private boolean force;

    @Override
    public Report run(Invocation invocation) {
        var enableReplica = new EnableReplica(invocation.database(), source, force);
        invocation.writing();
        EnableReplicaResult result = enableReplica.run();
        invocation.transcript().found(result.catalogue());
        invocation.transcript().about(new Subject.EnabledReplica(result));
        return result.nothingToDo()
                ? invocation.transcript().nothingToDo(result.catalogue())
                : invocation.transcript().done(result.catalogue());
    }
}
