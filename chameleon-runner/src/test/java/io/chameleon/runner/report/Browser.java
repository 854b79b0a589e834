package io.chameleon.runner.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Chromium without a window, led by its DevTools protocol: what it shows can be asked for and photographed. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 60;

    /** Puts the parts of a message together. */
    private record Inbox(StringBuilder text, BlockingQueue<String> messages) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private int number;
    private int requests;

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Inbox(new StringBuilder(), messages))
                .join();
    }

    /**
     * Starts one; skips the test where none is on the path.
     *
     * @param profile an empty directory
     */
    static Browser require(Path profile) throws IOException, InterruptedException {
        Optional<Path> program = find();
        assumeTrue(program.isPresent(), "skipped: no chromium on the path");
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log.txt").toFile())
                .start();
        try {
            var browser = new Browser(process, page(profile.resolve("DevToolsActivePort")));
            browser.call("Page.enable", Map.of());
            browser.call("Network.enable", Map.of());
            return browser;
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static URI page(Path portFile) throws IOException, InterruptedException {
        for (int tenths = 0; tenths < SECONDS * 10; tenths++) {
            List<String> lines = Files.exists(portFile) ? Files.readAllLines(portFile) : List.of();
            if (lines.size() > 1) {
                var list = URI.create("http://127.0.0.1:" + lines.get(0) + "/json/list");
                String targets = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                        .body();
                return JsonParser.parseString(targets).getAsJsonArray().asList().stream()
                        .map(target -> target.getAsJsonObject())
                        .filter(target -> target.get("type").getAsString().equals("page"))
                        .map(target ->
                                URI.create(target.get("webSocketDebuggerUrl").getAsString()))
                        .findFirst()
                        .orElseThrow();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the browser doesn't start");
    }

    /** Opens a file, without the scripts that it may have, and waits until it is loaded. */
    void open(Path file) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        requests = 0;
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        await("Page.loadEventFired");
        call("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }

    /** How many resources were asked for since the last {@link #open}, the page itself included. */
    int requests() {
        return requests;
    }

    /** A window of this many pixels, with the colours that the visitor prefers. */
    void resize(int width, int height, boolean dark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        "screen",
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The value of a JavaScript expression, which may be a promise. */
    String evaluate(String expression) {
        JsonObject answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.toString());
        }
        JsonObject result = answer.getAsJsonObject("result");
        return result.has("value") ? result.get("value").getAsString() : "undefined";
    }

    /** Takes a picture of the first pixels from the top, or of the page as a whole. */
    void photograph(Path png, boolean whole) throws IOException {
        JsonObject answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        if (whole) {
            JsonObject size = call("Page.getLayoutMetrics", Map.of()).getAsJsonObject("cssContentSize");
            answer = call(
                    "Page.captureScreenshot",
                    Map.of(
                            "format",
                            "png",
                            "captureBeyondViewport",
                            true,
                            "clip",
                            Map.of(
                                    "x",
                                    0,
                                    "y",
                                    0,
                                    "scale",
                                    1,
                                    "width",
                                    size.get("width"),
                                    "height",
                                    size.get("height"))));
        }
        write(png, answer);
    }

    /** Prints the page. */
    void print(Path pdf) throws IOException {
        write(pdf, call("Page.printToPDF", Map.of("preferCSSPageSize", true)));
    }

    private static void write(Path file, JsonObject answer) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(answer.get("data").getAsString()));
    }

    private JsonObject call(String method, Map<String, ?> parameters) {
        int id = ++number;
        socket.sendText(new Gson().toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            JsonObject message = next();
            if (message.has("id") && message.get("id").getAsInt() == id) {
                if (message.has("error")) {
                    throw new IllegalStateException(method + ": " + message);
                }
                return message.getAsJsonObject("result");
            }
        }
    }

    private void await(String event) {
        JsonObject message = next();
        while (!message.has("method") || !message.get("method").getAsString().equals(event)) {
            message = next();
        }
    }

    private JsonObject next() {
        try {
            String message = messages.poll(SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("the browser doesn't answer");
            }
            JsonObject json = JsonParser.parseString(message).getAsJsonObject();
            if (json.has("method") && json.get("method").getAsString().equals("Network.requestWillBeSent")) {
                requests++;
            }
            return json;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        // Its helpers outlive it for a moment, and would write to a profile that is being deleted.
        var helpers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            for (ProcessHandle helper : helpers) {
                helper.destroyForcibly();
                helper.onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the browser doesn't end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
