package io.chameleon.runner.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.LogTable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The destination table behind a registration.
 *
 * @param schema schema as registered
 * @param name table as registered
 * @param relation the quoted name that PostgreSQL makes of both: it cuts an identifier to 63 bytes
 * @param exists whether there is such a table
 * @param hasPrimaryKey whether it has a primary key
 * @param columns its columns, empty where it doesn't exist
 * @param writable whether the catalogue's owner may read, insert, update and delete
 */
public record DestinationTable(
        String schema,
        String name,
        String relation,
        boolean exists,
        boolean hasPrimaryKey,
        List<String> columns,
        boolean writable) {
    public DestinationTable {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        requireNonNull(relation, "relation");
        columns = List.copyOf(columns);
    }

    /** The destination tables of all registrations of the live catalogue, by schema and name. */
    static List<DestinationTable> read(Session session) throws SQLException {
        return session.list(
                """
                SELECT t.v_schema_name::text, t.v_table_name::text,
                       format('%I.%I', t.v_schema_name::text::name, t.v_table_name::text::name), c.oid IS NOT NULL,
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
                LEFT JOIN pg_namespace n ON n.nspname = t.v_schema_name::text::name
                LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.v_table_name::text::name
                    AND c.relkind IN ('r', 'p', 'f', 'v')
                ORDER BY 1, 2
                """,
                row -> new DestinationTable(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        Arrays.asList((String[]) row.getArray(6).getArray()),
                        row.getBoolean(7)));
    }

    /** Whether it is the table of that registration. */
    public boolean isOf(LegacyTable table) {
        return schema.equals(table.schema()) && name.equals(table.name());
    }

    /** Whether it has the column; of a longer name PostgreSQL keeps what fits into 63 bytes. */
    public boolean hasColumn(String column) {
        int end = column.length();
        while (column.substring(0, end).getBytes(UTF_8).length > LogTable.MAXIMUM_BYTES) {
            end = column.offsetByCodePoints(end, -1);
        }
        return columns.contains(column) || columns.contains(column.substring(0, end));
    }

    /** {@code schema.table}, for messages. */
    public String qualifiedName() {
        return schema + "." + name;
    }
}
