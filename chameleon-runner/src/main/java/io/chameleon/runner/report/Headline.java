package io.chameleon.runner.report;

/**
 * How an upgrade ended, in a few words.
 *
 * @param tone {@code good}, {@code calm}, {@code caution} or {@code bad}: colour and sign
 * @param badge one word
 * @param title the page's title
 * @param meaning what that means for the catalogue
 */
record Headline(String tone, String badge, String title, String meaning) {
    static Headline of(SavedUpgrade upgrade) {
        SavedUpgrade.Versions catalogue = upgrade.catalogue();
        String live = live(catalogue.live());
        return switch (upgrade.outcome()) {
            case "done" -> upgrade.rehearsal() == null ? done(upgrade, catalogue) : rehearsed(live);
            case "nothing-to-do" ->
                new Headline(
                        "calm",
                        "Nothing to do",
                        "Nothing had to be done",
                        "The catalogue has that version already. " + live);
            case "refused" -> refused(upgrade, live);
            case "locked" ->
                new Headline("caution", "Locked", "The upgrade was locked out", "Others held what it needed. " + live);
            case "unknown" ->
                new Headline(
                        "bad",
                        "Unknown",
                        "The outcome is unknown",
                        "The connection was lost during the commit. The command status tells which catalogue is live.");
            default -> new Headline("bad", "Failed", "The upgrade failed", live);
        };
    }

    private static Headline done(SavedUpgrade upgrade, SavedUpgrade.Versions catalogue) {
        boolean kept = upgrade.plan() != null && !upgrade.plan().sources().isEmpty();
        String meaning = "It was verified before it became live."
                + (kept ? " The old catalogue is kept as _sch_chameleon_version1." : "");
        String tone = upgrade.warnings().isEmpty() ? "good" : "caution";
        return new Headline(tone, "Done", "The catalogue was upgraded to " + catalogue.after(), meaning);
    }

    private static Headline rehearsed(String live) {
        return new Headline(
                "good",
                "Rehearsed",
                "The upgrade would succeed",
                "All of it was done on this database and discarded. " + live);
    }

    private static Headline refused(SavedUpgrade upgrade, String live) {
        return upgrade.exitCode() == 2
                ? new Headline("caution", "Not tried", "The upgrade wasn't tried", "Nothing was changed.")
                : new Headline("caution", "Refused", "The upgrade was refused", "Nothing was changed. " + live);
    }

    private static String live(String version) {
        return switch (version) {
            case "unknown" -> "Which catalogue is live could not be told: run status.";
            case "none" -> "There is no live catalogue.";
            default -> "The live catalogue is " + version + ".";
        };
    }
}
