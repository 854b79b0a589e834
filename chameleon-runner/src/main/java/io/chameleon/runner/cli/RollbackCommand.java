package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueRollback;
import io.chameleon.runner.RollbackResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollback}: takes back an upgrade from 1.7. */
@Command(
        name = "rollback",
        header = "Take back an upgrade from 1.7.",
        description = "Takes back an upgrade from 1.7: the old catalogue becomes live again, the new one is kept as"
                + " _sch_chameleon_version2. It asks first.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner rollback --config default",
            "  chameleon-runner rollback --url postgresql://usr_replica@localhost/db_replica --yes"
        })
final class RollbackCommand implements Verb {
    @Mixin
    private LockOptions lock;

    @Option(
            names = "--force",
            description =
                    "Roll back even when the new catalogue was used since the upgrade. pg_chameleon 1.8.2 will then"
                            + " read again what 2.0 has applied or copied already.")
    private boolean force;

    @Override
    public Report run(Invocation invocation) {
        invocation.requireConsentPossible();
        var rollback = new CatalogueRollback(invocation.database(), force, lock.timeout(), LockOptions.ATTEMPTS);
        if (invocation.asks()) {
            RollbackResult plan = rollback.plan();
            invocation.transcript().found(plan.before());
            invocation.tell(HumanRollback.plan(plan));
            invocation.confirm("roll back");
        }
        invocation.writing();
        RollbackResult result = rollback.run();
        invocation.transcript().found(result.before());
        invocation.transcript().about(new Subject.RolledBack(result));
        return invocation.transcript().done(result.after());
    }
}
