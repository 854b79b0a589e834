package io.chameleon.runner.catalogue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Opens connections in interrupted threads as well. The driver and most pools refuse to, but an interruption is to end a
 * procedure between two steps, not to fail the one that is at work.
 */
public final class PatientConnections {
    private PatientConnections() {}

    /** The same data source, for those who open connections themselves. */
    public static DataSource of(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                PatientConnections.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && arguments == null) {
                        return open(dataSource);
                    }
                    try {
                        return method.invoke(dataSource, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Opens a connection; an interruption of the thread is handed on. */
    static Connection open(DataSource dataSource) throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            return dataSource.getConnection();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
