package io.chameleon.runner.cli;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.runner.VerificationResult;

/** How a catalogue compares with its reference, for people. */
final class HumanVerification {
    private HumanVerification() {}

    /** @param verbose whether what is harmless is listed */
    static String render(VerificationResult result, boolean verbose) {
        var text = new StringBuilder("Catalogue " + result.catalogue() + "\n");
        if (!result.passed()) {
            text.append('\n').append(differences(result));
        }
        if (verbose && !result.harmless().isEmpty()) {
            text.append("\nBesides, harmless\n");
            result.harmless().forEach(harmless -> text.append("  " + harmless + "\n"));
        }
        return text + "\n" + summary(result, verbose) + "\n";
    }

    private static String differences(VerificationResult result) {
        var table = new TextTable(2).row("object", "expected", "found");
        for (Difference difference : result.differences()) {
            table.row(difference.object(), difference.expected(), difference.found());
        }
        return table.render();
    }

    private static String summary(VerificationResult result, boolean verbose) {
        String differences = result.passed()
                ? "No difference"
                : Plural.of(result.differences().size(), "difference", "differences");
        boolean hint = !verbose && !result.harmless().isEmpty();
        return differences + " from pg_chameleon's catalogue " + result.catalogue() + ", "
                + Plural.of(result.harmless().size(), "harmless addition", "harmless additions")
                + (hint ? " (--verbose lists them)." : ".");
    }
}
