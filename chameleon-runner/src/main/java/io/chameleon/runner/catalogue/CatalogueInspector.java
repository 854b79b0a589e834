package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.Inspection.Legacy;
import io.chameleon.runner.replay.PendingBatches;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads what an upgrade starts from, in one read-only transaction. */
public final class CatalogueInspector {
    private final Session session;

    public CatalogueInspector(Session session) {
        this.session = requireNonNull(session, "session");
    }

    /** Looks at everything; changes nothing. */
    public Inspection inspect() throws SQLException {
        return session.readOnly(this::inspectInTransaction);
    }

    /** The same in the transaction that the session is in. */
    public Inspection inspectInTransaction() throws SQLException {
        InstalledCatalogues installed = InstalledCatalogues.read(session);
        ServerFacts server = ServerFacts.read(session);
        if (installed.isLegacy()) {
            return new Inspection(server, installed, Optional.of(legacy(installed)), Optional.empty());
        }
        Optional<CatalogueVersion> version = installed.knownVersion();
        return new Inspection(
                server,
                installed,
                Optional.empty(),
                version.isPresent() ? Optional.of(CurrentCatalogue.read(session, version.get())) : Optional.empty());
    }

    private Legacy legacy(InstalledCatalogues installed) throws SQLException {
        LegacyStructure structure = LegacyStructure.read(session);
        AccessRights rights = AccessRights.read(session);
        boolean readable = structure.isReadable();
        return new Legacy(
                structure,
                readable ? LegacyCatalogue.read(session) : new LegacyCatalogue(List.of()),
                rights,
                DatabaseSession.read(session),
                readable ? DestinationTable.read(session) : List.of(),
                DependentObjects.read(session, Schemas.LIVE),
                installed.stagedExists() ? DependentObjects.read(session, Schemas.STAGED) : List.of(),
                readable ? PendingBatches.read(session.connection(), Schemas.LIVE) : new PendingBatches(0, List.of()));
    }
}
