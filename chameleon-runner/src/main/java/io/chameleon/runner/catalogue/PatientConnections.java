package io.chameleon.runner.catalogue;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Opens connections in interrupted threads as well. The driver and most pools refuse to, but an interruption is to end a
 * procedure between two steps, not to fail the one that is at work.
 */
public final class PatientConnections extends ForwardingDataSource {
    /** @param impatient where the connections come from */
    public PatientConnections(DataSource impatient) {
        super(impatient);
    }

    /** Opens a connection; an interruption of the thread is handed on. */
    @Override
    public Connection getConnection() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return super.getConnection();
        } catch (SQLException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            return super.getConnection();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
