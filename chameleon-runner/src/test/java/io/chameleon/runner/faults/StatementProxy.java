package io.chameleon.runner.faults;

import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between drivers and the server, reads what passes, and lets a {@link Fault} decide about it. */
public final class StatementProxy implements AutoCloseable {
    private final int serverPort;
    private final ServerSocket listener;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile boolean isShut;

    public StatementProxy(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Lets the fault decide from now on. */
    public void inject(Fault next) {
        fault = next;
    }

    Fault fault() {
        return fault;
    }

    /** JDBC URL of the database, by way of the proxy. */
    public String url(TestDatabase database) {
        return "jdbc:postgresql://localhost:" + listener.getLocalPort() + "/" + database.name();
    }

    /** How many requests have come. */
    int requests() {
        return requests.get();
    }

    Request count(int backend, List<String> statements) {
        return new Request(requests.incrementAndGet(), backend, statements);
    }

    /** Lets nobody in any more; who is connected stays. The port is kept, lest another server should get it. */
    public void shutOut() {
        isShut = true;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                open(listener.accept());
            } catch (IOException e) {
                // The listener is closed, or the server is down: the driver learns it from its closed connection.
            }
        }
    }

    private void open(Socket driver) throws IOException {
        if (isShut) {
            driver.close();
            return;
        }
        try {
            var session = new ProxiedSession(this, driver, new Socket(InetAddress.getLoopbackAddress(), serverPort));
            start(session::run);
        } catch (IOException e) {
            driver.close();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "statement proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
