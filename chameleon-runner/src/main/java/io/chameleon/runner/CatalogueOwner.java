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

    /**
     * Statement for a session that is about to create the catalogue's tables, as the role that will own them: a default
     * tablespace that the role may not use counts as none. Replayed statements get theirs as pg_chameleon's would.
     */
    static final String USABLE_TABLESPACE = """
            SELECT pg_catalog.set_config('default_tablespace', '', false) FROM pg_catalog.pg_tablespace
            WHERE spcname = pg_catalog.current_setting('default_tablespace')
              AND NOT pg_catalog.has_tablespace_privilege(oid, 'CREATE')
            """;

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
