package io.chameleon.runner.catalogue;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The destination table behind a registration.
 *
 * @param schema schema as registered
 * @param name table as registered
 * @param exists whether there is such a table
 * @param hasPrimaryKey whether it has a primary key
 * @param columns its columns, empty where it doesn't exist
 * @param writable whether the catalogue's owner may read, insert, update and delete
 */
public record DestinationTable(
        String schema, String name, boolean exists, boolean hasPrimaryKey, List<String> columns, boolean writable) {
    public DestinationTable {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        columns = List.copyOf(columns);
    }

    /** The destination tables of all registrations of the live catalogue, by schema and name. */
    static List<DestinationTable> read(Session session) throws SQLException {
        return session.list(
                """
                SELECT t.v_schema_name::text, t.v_table_name::text, c.oid IS NOT NULL,
                       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),
                       ARRAY(SELECT a.attname::text FROM pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                       coalesce(has_schema_privilege(own.nspowner, n.oid, 'USAGE')
                                AND has_table_privilege(own.nspowner, c.oid, 'SELECT')
                                AND has_table_privilege(own.nspowner, c.oid, 'INSERT')
                                AND has_table_privilege(own.nspowner, c.oid, 'UPDATE')
                                AND has_table_privilege(own.nspowner, c.oid, 'DELETE'), false)
                FROM sch_chameleon.t_replica_tables t
                JOIN pg_namespace own ON own.nspname = 'sch_chameleon'
                LEFT JOIN pg_namespace n ON n.nspname::text = t.v_schema_name
                LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname::text = t.v_table_name
                    AND c.relkind IN ('r', 'p', 'f', 'v')
                ORDER BY 1, 2
                """,
                row -> new DestinationTable(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        Arrays.asList((String[]) row.getArray(5).getArray()),
                        row.getBoolean(6)));
    }

    /** Whether it is the table of that registration. */
    public boolean isOf(LegacyTable table) {
        return schema.equals(table.schema()) && name.equals(table.name());
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
