package io.chameleon.runner;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Real connections, one of which gets lost around a commit. */
final class BreakingNetwork {
    /** When the connection gets lost. */
    enum Moment {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private enum State {
        WHOLE,
        ABOUT_TO_BREAK,
        BROKEN
    }

    private final DataSource server;
    private final Moment moment;
    private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);

    BreakingNetwork(DataSource server, Moment moment) {
        this.server = server;
        this.moment = moment;
    }

    void breakAtNextCommit() {
        state.set(State.ABOUT_TO_BREAK);
    }

    boolean isBroken() {
        return state.get() == State.BROKEN;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Connection connection = (Connection) call(method, server, arguments);
            return proxy(Connection.class, (self, called, values) -> onConnection(connection, called, values));
        });
    }

    private Object onConnection(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("commit") || !state.compareAndSet(State.ABOUT_TO_BREAK, State.BROKEN)) {
            return call(method, connection, arguments);
        }
        if (moment == Moment.AFTER_COMMIT) {
            connection.commit();
        }
        connection.abort(Runnable::run);
        throw new SQLException("the network is broken", "08006");
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(BreakingNetwork.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
