package io.chameleon.runner;

import io.chameleon.runner.catalogue.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * Lends a session's connection to Flyway, so that all that Flyway does, its history table included, belongs to the
 * transaction that the session is in: who lends decides about the commit.
 */
final class LentConnection implements InvocationHandler {
    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(DataSource lent) throws SQLException;
    }

    /** What remains with the one who lends. */
    private static final Set<String> KEPT =
            Set.of("commit", "rollback", "setAutoCommit", "setReadOnly", "setTransactionIsolation", "close", "abort");

    private final Connection connection;

    private LentConnection(Connection connection) {
        this.connection = connection;
    }

    /** Runs the work with a data source that hands out the session's connection again and again. */
    static <T> T lend(Session session, Work<T> work) throws SQLException {
        var settings = session.connection().unwrap(PGConnection.class);
        AutoSave autosave = settings.getAutosave();
        // Flyway tidies up behind a statement that has failed; without savepoints that would hide the failure.
        settings.setAutosave(AutoSave.ALWAYS);
        try {
            return work.run(dataSource(session.connection()));
        } finally {
            settings.setAutosave(autosave);
        }
    }

    private static DataSource dataSource(Connection connection) {
        Connection lent = proxy(Connection.class, new LentConnection(connection));
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return lent;
            }
            if (method.getName().equals("toString")) {
                return "lent connection";
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (KEPT.contains(method.getName())) {
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
