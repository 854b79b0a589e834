package io.chameleon.runner.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and PostgreSQL and counts how long the client had to wait for it: from each message of the
 * client to the last byte of the answer.
 */
final class ServerTime implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final AtomicLong nanoseconds = new AtomicLong();

    /** When the client last said something, or the server went on answering. */
    private static final class Conversation {
        private long since;
        private boolean clientWaits;

        synchronized void clientSpoke() {
            if (!clientWaits) {
                since = System.nanoTime();
                clientWaits = true;
            }
        }

        /** Returns what was waited since the last call. */
        synchronized long serverSpoke() {
            long now = System.nanoTime();
            long waited = clientWaits ? now - since : 0;
            since = now;
            return waited;
        }

        synchronized void clientSpeaksNext() {
            clientWaits = false;
        }
    }

    ServerTime(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Milliseconds that clients have waited since the last call. */
    double take() {
        return nanoseconds.getAndSet(0) / 1e6;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            var conversation = new Conversation();
            thread(() -> pump(client, behind, () -> {
                conversation.clientSpeaksNext();
                conversation.clientSpoke();
            }));
            thread(() -> pump(behind, client, () -> nanoseconds.addAndGet(conversation.serverSpoke())));
        }
    }

    private static void pump(Socket from, Socket to, Runnable heard) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                heard.run();
                out.write(buffer, 0, read);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Somebody has closed the connection: that is how every conversation ends.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
