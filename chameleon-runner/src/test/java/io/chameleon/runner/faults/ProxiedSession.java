package io.chameleon.runner.faults;

import io.chameleon.runner.faults.Fault.Verdict;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection of a driver, and the one to the server that belongs to it: a request, its answer, the next request. */
final class ProxiedSession {
    private static final Set<Integer> ENCRYPTION_REQUESTS = Set.of(80877103, 80877104);
    private static final int CANCEL_REQUEST = 80877102;
    /** A password in clear text, its MD5, and the two messages of SASL that want an answer. */
    private static final Set<Integer> AUTHENTICATION_QUESTIONS = Set.of(3, 5, 10, 11);

    private static final Message REFUSED = Message.query("SELECT injected_failure()");

    private final StatementProxy proxy;
    private final Socket driver;
    private final Socket server;
    private final DataInputStream fromDriver;
    private final DataInputStream fromServer;
    private final Map<String, String> prepared = new HashMap<>();
    private int backend;

    ProxiedSession(StatementProxy proxy, Socket driver, Socket server) throws IOException {
        this.proxy = proxy;
        this.driver = driver;
        this.server = server;
        driver.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        this.fromDriver = new DataInputStream(new BufferedInputStream(driver.getInputStream()));
        this.fromServer = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    }

    /** Goes on until one of both sides has gone, or the proxy cuts it off. */
    void run() {
        try (driver;
                server) {
            if (begin()) {
                while (exchange()) {
                    continue;
                }
            }
        } catch (IOException e) {
            // One side has gone: so does the other.
        }
    }

    private boolean begin() throws IOException {
        Message startup = Message.readUntyped(fromDriver);
        while (ENCRYPTION_REQUESTS.contains(startup.number())) {
            server.getOutputStream().write(startup.bytes());
            driver.getOutputStream().write(fromServer.readByte());
            startup = Message.readUntyped(fromDriver);
        }
        server.getOutputStream().write(startup.bytes());
        return startup.number() != CANCEL_REQUEST && authenticate();
    }

    private boolean authenticate() throws IOException {
        for (Message answer = Message.read(fromServer); ; answer = Message.read(fromServer)) {
            driver.getOutputStream().write(answer.bytes());
            switch (answer.type()) {
                case 'R' -> {
                    if (AUTHENTICATION_QUESTIONS.contains(answer.number())) {
                        server.getOutputStream().write(Message.read(fromDriver).bytes());
                    }
                }
                case 'K' -> backend = answer.number();
                case 'Z' -> {
                    return true;
                }
                case 'E' -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** Passes on one request and its answer, and tells whether there will be another. */
    private boolean exchange() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var statements = new ArrayList<String>();
        char last = readRequest(bytes, statements);
        if (last == 'X') {
            server.getOutputStream().write(bytes.toByteArray());
            return false;
        }
        Request request = proxy.count(backend, statements);
        Verdict verdict = proxy.fault().beforeRequest(request);
        if (verdict == Verdict.CUT) {
            return false;
        }
        server.getOutputStream().write(verdict == Verdict.REFUSE ? REFUSED.bytes() : bytes.toByteArray());
        return verdict != Verdict.ABANDON && answer(request);
    }

    private boolean answer(Request request) throws IOException {
        var answer = new ByteArrayOutputStream();
        boolean complete = readAnswer(answer);
        if (complete && proxy.fault().beforeAnswer(request) == Verdict.CUT) {
            return false;
        }
        driver.getOutputStream().write(answer.toByteArray());
        return complete;
    }

    private char readRequest(ByteArrayOutputStream bytes, List<String> statements) throws IOException {
        while (true) {
            Message message = Message.read(fromDriver);
            bytes.write(message.bytes());
            switch (message.type()) {
                case 'P' -> prepared.put(message.text(0), message.text(1));
                case 'B' -> statements.add(prepared.get(message.text(1)));
                case 'Q' -> statements.add(message.text(0));
                default -> {}
            }
            if ("QSX".indexOf(message.type()) >= 0) {
                return message.type();
            }
        }
    }

    /** Tells whether the server is ready for more; it isn't when it has ended the session. */
    private boolean readAnswer(ByteArrayOutputStream bytes) throws IOException {
        try {
            Message message;
            do {
                message = Message.read(fromServer);
                bytes.write(message.bytes());
            } while (message.type() != 'Z');
            return true;
        } catch (EOFException e) {
            return false;
        }
    }
}
