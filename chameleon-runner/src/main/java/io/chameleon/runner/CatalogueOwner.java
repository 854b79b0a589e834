package io.chameleon.runner;

import io.chameleon.runner.catalogue.AccessRights;
import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;

/**
 * The role that owns the catalogue. What the upgrade builds must belong to it and what it replays must run with its
 * rights, whoever has connected.
 */
final class CatalogueOwner {
    /** Where sessions are read only unless they say otherwise, this one does. */
    static final String MAY_WRITE = "SET default_transaction_read_only = off";

    private final Session session;
    private final AccessRights rights;

    CatalogueOwner(Session session, AccessRights rights) {
        this.session = session;
        this.rights = rights;
    }

    String name() {
        return rights.owner();
    }

    /** Statement that makes a session act as the owner. */
    String setRole() throws SQLException {
        return session.setRole(rights.owner());
    }

    /** Runs the work with the owner's rights. Transactions belong inside the work. */
    <T> T act(Session.Work<T> work) throws SQLException {
        return session.as(rights.owner(), work);
    }
}
