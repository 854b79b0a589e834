package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which catalogues stand in the database.
 *
 * @param liveExists whether the schema {@code sch_chameleon} exists
 * @param liveVersion what its {@code v_version} says, empty where the view is missing or has no single row
 * @param retiredExists whether {@code _sch_chameleon_version1} exists
 * @param stagedExists whether {@code _sch_chameleon_version2} exists
 * @param missing what the live 2.0 catalogue lacks, such as {@code no sources}, where pg_chameleon's own upgrade was killed
 *     half-way and has left it beside the retired 1.7 one
 */
public record InstalledCatalogues(
        boolean liveExists,
        Optional<String> liveVersion,
        boolean retiredExists,
        boolean stagedExists,
        Optional<String> missing) {
    /** What stands for the version where no catalogue is installed. */
    public static final String NONE = "none";

    /** The version that 1.8 releases of pg_chameleon use. */
    public static final String LEGACY = "1.7";

    public InstalledCatalogues {
        requireNonNull(liveVersion, "liveVersion");
        requireNonNull(missing, "missing");
    }

    /** Looks; changes nothing. */
    public static InstalledCatalogues read(Session session) throws SQLException {
        List<String> schemas = session.list(
                "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname IN (?, ?, ?)",
                row -> row.getString(1),
                Schemas.LIVE,
                Schemas.RETIRED,
                Schemas.STAGED);
        boolean live = schemas.contains(Schemas.LIVE);
        Optional<String> version = live ? versionOf(session, Schemas.LIVE) : Optional.empty();
        boolean retired = schemas.contains(Schemas.RETIRED);
        return new InstalledCatalogues(
                live,
                version,
                retired,
                schemas.contains(Schemas.STAGED),
                retired && version.filter(LEGACY::equals).isEmpty() && legacyIsRetired(session)
                        ? HalfUpgrade.missing(session)
                        : Optional.empty());
    }

    private static boolean legacyIsRetired(Session session) throws SQLException {
        return versionOf(session, Schemas.RETIRED).filter(LEGACY::equals).isPresent();
    }

    /** The live version for people: a version, {@value #NONE}, or {@code unreadable} for a schema without one. */
    public String describeLive() {
        return liveExists ? liveVersion.orElse("unreadable") : NONE;
    }

    /** Whether the live catalogue says that it has that version. */
    public boolean hasVersion(CatalogueVersion version) {
        return liveVersion.filter(version.number()::equals).isPresent();
    }

    /** Whether there is nothing left to do on the way to that version. */
    public boolean hasReached(CatalogueVersion version) {
        return hasVersion(version) && missing.isEmpty();
    }

    /** The live version, empty where there is no catalogue or its version isn't known. */
    public Optional<CatalogueVersion> knownVersion() {
        return CatalogueVersion.all().stream().filter(this::hasVersion).findFirst();
    }

    public boolean isLegacy() {
        return liveVersion.filter(LEGACY::equals).isPresent();
    }

    /** What {@code v_version} of the given schema says, empty where that can't be read. */
    public static Optional<String> versionOf(Session session, String schema) throws SQLException {
        if (!isReadable(session, schema, "v_version", "t_version")) {
            return Optional.empty();
        }
        List<String> versions = session.list(
                "SELECT t_version::pg_catalog.text FROM " + session.identifier(schema) + ".v_version",
                row -> row.getString(1));
        return versions.size() == 1 ? Optional.ofNullable(versions.get(0)) : Optional.empty();
    }

    static boolean isReadable(Session session, String schema, String relation, String... columns) throws SQLException {
        return session.isTrue("""
                SELECT count(*) = pg_catalog.cardinality(?::pg_catalog.text[]) FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND a.attname::pg_catalog.text = ANY (?::pg_catalog.text[])
                  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                """, columns, schema, relation, columns);
    }

    /** Whether a schema of that name exists. */
    public static boolean exists(Session session, String schema) throws SQLException {
        return session.isTrue("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?)", schema);
    }
}
