package io.chameleon.runner.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.chameleon.migrations.KeyList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads the tables that the live catalogue has registered. */
final class RegisteredTables {
    private record Registration(long source, TableStatus table) {}

    private RegisteredTables() {}

    /** By {@code i_id_source}, then schema and name. */
    static Map<Long, List<TableStatus>> read(Session session, CatalogueLayout layout) throws SQLException {
        return session.list("""
                        SELECT i_id_source, v_schema_name, v_table_name, v_table_pkey, t_binlog_name, i_binlog_position,
                               coalesce((to_jsonb(t) ->> 'b_replica_enabled')::boolean, true) AS enabled
                        FROM sch_chameleon.t_replica_tables t ORDER BY v_schema_name, v_table_name
                        """, row -> registration(row, layout)).stream()
                .collect(groupingBy(Registration::source, mapping(Registration::table, toList())));
    }

    private static Registration registration(ResultSet row, CatalogueLayout layout) throws SQLException {
        return new Registration(
                row.getLong("i_id_source"),
                new TableStatus(
                        row.getString("v_schema_name"),
                        row.getString("v_table_name"),
                        keyColumns(Rows.texts(row, "v_table_pkey"), layout),
                        Rows.position(row),
                        row.getBoolean("enabled")));
    }

    /** 2.0 stores each column in an element of its own, 1.7 the whole list in one. */
    private static List<String> keyColumns(List<String> stored, CatalogueLayout layout) {
        return switch (layout) {
            case CURRENT -> stored;
            case LEGACY ->
                stored.stream().flatMap(list -> columnsOrText(list).stream()).toList();
        };
    }

    private static List<String> columnsOrText(String list) {
        try {
            return KeyList.parse(list);
        } catch (IllegalArgumentException e) {
            return List.of(list);
        }
    }
}
