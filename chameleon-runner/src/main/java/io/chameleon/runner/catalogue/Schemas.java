package io.chameleon.runner.catalogue;

/** The names under which a replica catalogue can stand in the destination database. */
public final class Schemas {
    /** The live catalogue. */
    public static final String LIVE = "sch_chameleon";

    /** The 1.7 catalogue after a successful upgrade. */
    public static final String RETIRED = "_sch_chameleon_version1";

    /** The catalogue that an upgrade is building, that a failed upgrade left, or that a rollback put aside. */
    public static final String STAGED = "_sch_chameleon_version2";

    private Schemas() {}
}
