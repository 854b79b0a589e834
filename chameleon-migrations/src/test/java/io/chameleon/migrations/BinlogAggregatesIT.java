package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogAggregatesIT {
    private static TestDatabase database;
    private static Connection connection;

    @BeforeAll
    static void migrate() throws Exception {
        database = TestDatabase.create();
        CatalogueMigrations.configure(database.dataSource(), CatalogueMigrations.SCHEMA)
                .load()
                .migrate();
        connection = database.connect();
    }

    @AfterAll
    static void drop() throws Exception {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m.000001,99 m.000001,1000                   | m.000001,1000                | m.000001,99",
                "m.000002,5 m.000001,100 m.000003,4          | m.000003,4                   | m.000001,100",
                "m.999999,5 m.1000000,4                      | m.1000000,4                  | m.999999,5",
                "m.000010,500 m.10,4                         | m.000010,500                 | m.10,4",
                "bin.host.000123,1                           | bin.host.000123,1            | bin.host.000123,1",
                "db.1.000123,1 db.1.000009,2                 | db.1.000123,1                | db.1.000009,2",
                "m.000001,3000000000 m.000001,100            | m.000001,3000000000          | m.000001,100",
                "m.000002,100 m.000001,3000000000            | m.000002,100                 | m.000001,3000000000",
                "m.3000000000,1 m.000001,2                   | m.3000000000,1               | m.000001,2",
                "m.9223372036854775807,1 m.000001,2          | m.9223372036854775807,1      | m.000001,2",
                "m.000001,9223372036854775807 m.000001,0     | m.000001,9223372036854775807 | m.000001,0",
                "NULL m.000001,5 m.000001,6 NULL             | m.000001,6                   | m.000001,5",
                "m.000001,NULL m.000001,5 NULL,7 NULL,NULL   | m.000001,5                   | m.000001,5",
                "NULL NULL,NULL                              | NULL                         | NULL",
                "0.0,0 0.0,1                                 | 0.0,1                        | 0.0,0",
            })
    void finds_the_extremes_in_any_order(String positions, String greatest, String smallest) throws Exception {
        for (String direction : new String[] {"", " DESC"}) {
            assertThat(aggregate("max", positions, direction)).isEqualTo(greatest);
            assertThat(aggregate("min", positions, direction)).isEqualTo(smallest);
        }
    }

    @Test
    void finds_them_where_a_backslash_escapes_in_every_literal() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("SET standard_conforming_strings = off");
            var rows = statement.executeQuery("""
                    SELECT sch_chameleon.binlog_max(p)
                    FROM (VALUES ('{m.000012,1}'::text[]), ('{m.000103,1}')) AS v(p)""");
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("{m.000103,1}");
        }
    }

    @Test
    void no_position_has_no_extremes() throws Exception {
        try (var rows = connection
                .createStatement()
                .executeQuery("SELECT sch_chameleon.binlog_max(p), sch_chameleon.binlog_min(p) "
                        + "FROM (SELECT ARRAY['m.000001','1'] WHERE false) none (p)")) {
            rows.next();
            assertThat(rows.getString(1)).isNull();
            assertThat(rows.getString(2)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.000005,900 b.000005,100",
                "a.000001,900 b.000005,100",
                "bin.host.000001,1 bin.000002,2",
                "x,5",
                "x,5 x,9",
                "0,0",
                "0,0 m.000001,5",
                "m.,1",
                ".000001,1",
                "m.00000a,1",
                "m.000001,x",
                "m.000001,-1"
            })
    void says_clearly_what_does_not_compare(String positions) {
        for (String direction : new String[] {"", " DESC"}) {
            for (String name : new String[] {"max", "min"}) {
                assertThatThrownBy(() -> aggregate(name, positions, direction))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("22023"));
            }
        }
    }

    /** Positions are separated by blanks; {@code NULL} is a NULL array, or a NULL in it. */
    private static String aggregate(String name, String positions, String direction) throws SQLException {
        String sql = "SELECT coalesce(array_to_string(sch_chameleon.binlog_" + name
                + "(CASE WHEN position <> 'NULL' THEN ARRAY[nullif(split_part(position, ',', 1), 'NULL'),"
                + " nullif(split_part(position, ',', 2), 'NULL')] END ORDER BY number" + direction + "), ','), 'NULL')"
                + " FROM regexp_split_to_table(?, ' ') WITH ORDINALITY given (position, number)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, positions);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
