package io.chameleon.runner.cli;

import io.chameleon.runner.catalogue.ForwardingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A database to which the first connection is open already: it is handed out before any others are opened. */
final class OpenedDatabase extends ForwardingDataSource {
    private final AtomicReference<Connection> first;

    OpenedDatabase(DataSource database, Connection first) {
        super(database);
        this.first = new AtomicReference<>(first);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection opened = first.getAndSet(null);
        return opened == null ? super.getConnection() : opened;
    }
}
