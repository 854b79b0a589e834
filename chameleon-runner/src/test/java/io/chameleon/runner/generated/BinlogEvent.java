package io.chameleon.runner.generated;

import java.util.Locale;
import java.util.Map;

/**
 * One row of a row event, or an {@code ALTER TABLE … ADD COLUMN}.
 *
 * @param table the table in the destination
 * @param after the row after it, of a delete the row that was; empty for ddl
 * @param before the row before an update, otherwise empty
 * @param addedColumn the column that a ddl event adds; otherwise empty
 * @param end where it ends; the rows of one multi-row event share it
 */
record BinlogEvent(
        TableShape table,
        Kind kind,
        Map<String, Object> after,
        Map<String, Object> before,
        String addedColumn,
        String file,
        long end) {
    enum Kind {
        INSERT,
        UPDATE,
        DELETE,
        DDL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isDdl() {
        return kind == Kind.DDL;
    }

    /** As pg_chameleon has translated it for the destination. */
    String statement() {
        return "ALTER TABLE %s ADD COLUMN %s".formatted(table.quotedName(), TableShape.definition(addedColumn));
    }
}
