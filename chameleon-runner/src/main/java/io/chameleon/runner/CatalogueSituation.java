package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import java.util.Optional;

/**
 * Which catalogues stand in the database, and what that means.
 *
 * <p>A version is what the catalogue's {@code v_version} says; {@value #UNREADABLE} where the schema exists but has no
 * such view, or the connected role may not read it.
 *
 * @param live version of {@code sch_chameleon}, {@code none} where there is no such schema
 * @param retired version of {@code _sch_chameleon_version1}, empty where there is no such schema
 * @param staged version of {@code _sch_chameleon_version2}, empty where there is no such schema
 * @param meaning one or more sentences: how this has come about
 * @param advice one or more sentences: what can be done next
 */
public record CatalogueSituation(
        String live, Optional<String> retired, Optional<String> staged, String meaning, String advice) {
    /** What stands for the version of a schema that tells none. */
    public static final String UNREADABLE = "unreadable";

    public CatalogueSituation {
        requireNonNull(live, "live");
        requireNonNull(retired, "retired");
        requireNonNull(staged, "staged");
        requireNonNull(meaning, "meaning");
        requireNonNull(advice, "advice");
    }

    /**
     * Explains what was found.
     *
     * @param missing what the live catalogue lacks, where an upgrade to it was killed half-way
     * @param locked whether another run is at work
     */
    static CatalogueSituation of(
            String live, Optional<String> retired, Optional<String> staged, Optional<String> missing, boolean locked) {
        var found = new SituationText(live, retired, staged);
        if (locked) {
            found.anotherRunIsAtWork();
        } else if (live.equals(InstalledCatalogues.NONE)) {
            found.noneIsLive();
        } else if (live.equals(InstalledCatalogues.LEGACY)) {
            found.legacyIsLive();
        } else if (isKnown(live)) {
            found.currentIsLive(missing);
        } else {
            found.unknownIsLive();
        }
        return new CatalogueSituation(live, retired, staged, found.meaning(), found.advice());
    }

    private static boolean isKnown(String version) {
        return CatalogueVersion.all().stream().anyMatch(known -> known.number().equals(version));
    }
}
