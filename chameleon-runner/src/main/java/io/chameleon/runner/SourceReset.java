package io.chameleon.runner;

import io.chameleon.runner.EnableReplicaResult.Change;
import io.chameleon.runner.catalogue.CatalogueLayout;
import io.chameleon.runner.catalogue.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Resets what keeps a source from being started. */
final class SourceReset {
    /** The flags that hold a source, in tables with a row for each; older versions have none of them, or some. */
    private enum Flag {
        MAINTENANCE("t_sources", "b_maintenance"),
        PAUSED("t_sources", "b_paused"),
        READING_PAUSED("t_last_received", "b_paused"),
        REPLAYING_PAUSED("t_last_replayed", "b_paused");

        private final String table;
        private final String column;

        Flag(String table, String column) {
            this.table = table;
            this.column = column;
        }
    }

    private static final List<String> STARTABLE = List.of("ready", "initialised", "synced", "stopped");
    private static final String STOPPED = "stopped";

    private final Session session;
    private final long id;
    private final String status;

    /** @param status what it is before */
    private SourceReset(Session session, long id, String status) {
        this.session = session;
        this.id = id;
        this.status = status;
    }

    /** Locks the source until the transaction ends. */
    static SourceReset lock(Session session, String sourceName) throws SQLException {
        return session.one(
                "SELECT i_id_source, enm_status FROM sch_chameleon.t_sources WHERE t_source = ? FOR UPDATE",
                row -> new SourceReset(session, row.getLong(1), row.getString(2)),
                sourceName);
    }

    /** Resets; returns what had another value before. */
    List<Change> run() throws SQLException {
        var changes = new ArrayList<Change>();
        if (!STARTABLE.contains(status)) {
            session.update(
                    "UPDATE sch_chameleon.t_sources SET enm_status = '" + STOPPED + "' WHERE i_id_source = ?", id);
            changes.add(new Change("t_sources.enm_status", status, STOPPED));
        }
        for (Flag flag : Flag.values()) {
            if (clear(flag)) {
                changes.add(new Change(flag.table + "." + flag.column, "true", "false"));
            }
        }
        return changes;
    }

    private boolean clear(Flag flag) throws SQLException {
        return CatalogueLayout.hasColumn(session, flag.table, flag.column)
                && session.update(
                                "UPDATE sch_chameleon." + flag.table + " SET " + flag.column
                                        + " = false WHERE i_id_source = ? AND " + flag.column,
                                id)
                        > 0;
    }

    /** What the operator should know before starting the replica. */
    List<String> advice() {
        return switch (status) {
            case "initialising" ->
                List.of(
                        "The source was being initialised, so its tables may be incomplete: run init_replica again before"
                                + " you start the replica.");
            case "syncing" ->
                List.of("Tables were being refreshed or synchronised, so they may be incomplete: run that command again"
                        + " before you start the replica.");
            case "error" ->
                List.of("The replica had failed: look for the cause in its log and in status before you start it.");
            default -> List.of();
        };
    }
}
