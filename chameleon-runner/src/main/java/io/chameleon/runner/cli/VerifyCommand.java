package io.chameleon.runner.cli;

import io.chameleon.runner.CatalogueVerification;
import io.chameleon.runner.VerificationResult;
import io.chameleon.runner.failure.ChameleonException;
import picocli.CommandLine.Command;

/** {@code verify}: is the catalogue what it claims to be? */
@Command(
        name = "verify",
        header = "Compare the catalogue with what its version should be.",
        description = "Compares the live catalogue, object by object, with the structure that pg_chameleon gives to its"
                + " version, and names each difference. Changes nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner verify --config default",
            "  chameleon-runner verify --url postgresql://usr_replica@localhost/db_replica --output json"
        })
final class VerifyCommand implements Verb {
    @Override
    public Report run(Invocation invocation) {
        VerificationResult result = new CatalogueVerification(invocation.database()).run();
        invocation.transcript().found(result.catalogue().number());
        invocation.transcript().about(new Subject.Verified(result));
        requirePassed(result);
        return invocation.transcript().done(result.catalogue().number());
    }

    private static void requirePassed(VerificationResult result) {
        if (result.halfApplied().isPresent()) {
            throw ChameleonException.refused(
                    "verify.half-applied",
                    "An upgrade was left half-applied: the catalogue says that it is " + result.catalogue()
                            + ", but its structure is that of "
                            + result.halfApplied().get() + ".",
                    "Finish it with: upgrade --repair");
        }
        if (!result.passed()) {
            throw ChameleonException.refused(
                    "verify.differs",
                    "The catalogue isn't what its version " + result.catalogue() + " should be: "
                            + Plural.of(result.differences().size(), "difference", "differences") + ".",
                    "Find out what has changed it, and restore what pg_chameleon has in this version.");
        }
    }
}
