package io.chameleon.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between the driver and the server, and loses one connection around its COMMIT when it is asked to. */
final class CuttingProxy implements AutoCloseable {
    /** What becomes of the next COMMIT. */
    enum Cut {
        /** It passes, and so does its answer. */
        NONE,
        /** It never reaches the server. */
        BEFORE_COMMIT,
        /** It is done; the answer gets lost. */
        BEFORE_ANSWER,
        /** It is done; the answer gets lost, and nobody reaches the server any more. */
        BEFORE_ANSWER_FOR_GOOD
    }

    private final int serverPort;
    private final ServerSocket listener;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NONE);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    CuttingProxy(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Decides about the next COMMIT on any connection. */
    void arm(Cut next) {
        cut.set(next);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                new Line(listener.accept()).open();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "cutting proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(CuttingProxy::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection of the driver and the one to the server that belongs to it. */
    private final class Line {
        private final Socket driver;
        private final Socket server;
        private volatile boolean losesAnswers;

        Line(Socket driver) throws IOException {
            this.driver = driver;
            this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            sockets.addAll(List.of(driver, server));
        }

        void open() {
            start(() -> pump(driver, server, true));
            start(() -> pump(server, driver, false));
        }

        private void pump(Socket from, Socket to, boolean request) {
            var buffer = new byte[65536];
            try {
                for (int length = from.getInputStream().read(buffer);
                        length >= 0 && passes(request, buffer, length);
                        length = from.getInputStream().read(buffer)) {
                    to.getOutputStream().write(buffer, 0, length);
                }
            } catch (IOException e) {
                // The other side has gone: so does this one.
            }
            closeQuietly(from);
            closeQuietly(to);
        }

        private boolean passes(boolean request, byte[] buffer, int length) {
            if (!request) {
                return !losesAnswers;
            }
            if (!new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT\0")) {
                return true;
            }
            Cut now = cut.getAndSet(Cut.NONE);
            losesAnswers = now == Cut.BEFORE_ANSWER || now == Cut.BEFORE_ANSWER_FOR_GOOD;
            if (now == Cut.BEFORE_ANSWER_FOR_GOOD) {
                closeQuietly(listener);
            }
            return now != Cut.BEFORE_COMMIT;
        }
    }
}
