package io.chameleon.runner;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the words for which catalogues stand in the database, one method for each that may be live. */
final class SituationText {
    /** The way out of a half-done upgrade. */
    static final String UNDO_HALF_UPGRADE = "Run rollback to put the 1.7 catalogue back, then upgrade again.";

    private final String live;
    private final Optional<String> retired;
    private final Optional<String> staged;
    private final List<String> meaning = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();

    /**
     * What is wrong with a 2.0 catalogue that pg_chameleon's own upgrade has left behind when it was killed.
     *
     * @param missing what it lacks, such as {@code no sources}
     */
    static String halfUpgraded(String missing) {
        return "has " + missing + ", while a 1.7 catalogue stands in " + Schemas.RETIRED
                + ": an upgrade with pg_chameleon's own command was killed half-way.";
    }

    SituationText(String live, Optional<String> retired, Optional<String> staged) {
        this.live = live;
        this.retired = retired;
        this.staged = staged;
    }

    String meaning() {
        return String.join(" ", meaning);
    }

    String advice() {
        return String.join(" ", advice);
    }

    void anotherRunIsAtWork() {
        meaning.add("The live catalogue is " + live + ", and another run is at work on it.");
        advice.add("Wait until it has ended, then look again.");
    }

    void noneIsLive() {
        if (retired.isPresent()) {
            meaning.add("No catalogue is live. The one of version " + retired.get() + " stands in " + Schemas.RETIRED
                    + ": an upgrade with pg_chameleon's own command was killed half-way.");
            advice.add("Stop every replica process, then put it back: ALTER SCHEMA " + Schemas.RETIRED + " RENAME TO "
                    + Schemas.LIVE + ";");
            staged.ifPresent(version -> meaning.add(
                    "What stands in " + Schemas.STAGED + " (version " + version + ") is an attempt to upgrade it."));
        } else if (staged.isPresent()) {
            meaning.add("No catalogue is live, but one of version " + staged.get() + " stands in " + Schemas.STAGED
                    + ": somebody has dropped or renamed " + Schemas.LIVE + ".");
            advice.add("Find out who and why. An attempt to upgrade is no complete catalogue; one that was put aside by"
                    + " rollback is, and could be renamed to " + Schemas.LIVE + ".");
        } else {
            meaning.add("There is no replica catalogue in this database.");
            advice.add("If that is a surprise, look whether it is the right database; install creates a catalogue.");
        }
    }

    void legacyIsLive() {
        meaning.add("The catalogue " + live + " of pg_chameleon 1.8 is live.");
        if (staged.isPresent()) {
            meaning.add("An attempt to upgrade it has failed, was killed or was rolled back: what it had "
                    + (staged.get().equals(CatalogueSituation.UNREADABLE)
                            ? "begun"
                            : "built (version " + staged.get() + ")")
                    + " is kept in " + Schemas.STAGED + " for inspection.");
            advice.add("1.8 can go on replicating. Look at what is kept, then upgrade with --on-leftover=drop or"
                    + " --on-leftover=rename.");
        }
        if (retired.isPresent()) {
            meaning.add("A catalogue of version " + retired.get() + " stands in " + Schemas.RETIRED
                    + ": an earlier upgrade was taken back by hand, or somebody else has put it there.");
            advice.add("Rename it, or drop it if nobody needs it; until then no upgrade is possible. Don't use"
                    + " pg_chameleon's own upgrade command meanwhile: it could make that one the live catalogue.");
        }
        if (advice.isEmpty()) {
            advice.add("Run check; when it passes, run upgrade.");
        }
    }

    void currentIsLive(Optional<String> missing) {
        boolean upgraded = retired.filter(InstalledCatalogues.LEGACY::equals).isPresent();
        if (upgraded && missing.isEmpty()) {
            meaning.add("The catalogue " + live + " is live, upgraded from the 1.7 catalogue that is kept in "
                    + Schemas.RETIRED + ".");
            advice.add("rollback is possible as long as nothing was replicated or copied with the new catalogue. Drop "
                    + Schemas.RETIRED + " when you are sure that you will not go back.");
        } else if (upgraded) {
            meaning.add("The catalogue " + live + " is live, but " + halfUpgraded(missing.get()));
            advice.add(UNDO_HALF_UPGRADE);
        } else {
            meaning.add("The catalogue " + live + " is live.");
            retired.ifPresent(version -> meaning.add("A catalogue of version " + version + " stands in "
                    + Schemas.RETIRED + ": there is no 1.7 catalogue to go back to."));
            advice.add(nextVersion());
        }
        staged.ifPresent(version -> besideCurrent(version, upgraded));
    }

    private void besideCurrent(String version, boolean upgraded) {
        meaning.add("A catalogue of version " + version + " is left over in " + Schemas.STAGED
                + " from an earlier attempt or rollback.");
        advice.add("Nothing needs " + Schemas.STAGED + (upgraded ? ", and rollback is refused while it exists" : "")
                + ": look at it, then drop or rename it.");
    }

    private String nextVersion() {
        return CatalogueVersion.parse(live).isBefore(CatalogueVersion.LATEST)
                ? "It can be upgraded to " + CatalogueVersion.LATEST + "."
                : "It has the latest version.";
    }

    void unknownIsLive() {
        if (live.equals(CatalogueSituation.UNREADABLE)) {
            meaning.add("The schema " + Schemas.LIVE
                    + " exists, but tells no version: its view v_version is missing, or may not be read.");
            advice.add("Connect as the catalogue's owner. If the view really is missing, the catalogue is damaged.");
        } else {
            meaning.add("The live catalogue says that its version is " + live + ", which isn't known here.");
            advice.add("Use a newer release of this tool, or one of pg_chameleon's that knows it.");
        }
        retired.ifPresent(version -> beside(version, Schemas.RETIRED));
        staged.ifPresent(version -> beside(version, Schemas.STAGED));
    }

    private void beside(String version, String schema) {
        meaning.add("A catalogue of version " + version + " stands in " + schema + ".");
    }
}
