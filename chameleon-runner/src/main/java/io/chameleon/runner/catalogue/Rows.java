package io.chameleon.runner.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Values of a result's row that may be NULL. */
final class Rows {
    private Rows() {}

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /** @param column of type {@code timestamptz} */
    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** The position in the columns {@code t_binlog_name} and {@code i_binlog_position}. */
    static Optional<BinlogPosition> position(ResultSet row) throws SQLException {
        return position(row, "t_binlog_name", "i_binlog_position");
    }

    /** The position in two columns; empty where one is NULL or they don't make a position. */
    static Optional<BinlogPosition> position(ResultSet row, String fileName, String offset) throws SQLException {
        return BinlogPosition.of(text(row, fileName), integer(row, offset));
    }

    /** The elements of an array, without those that are NULL. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static Optional<Long> integer(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
