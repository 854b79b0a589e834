package io.chameleon.runner.cli;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who runs commands, in this process: at a terminal, answering what is asked, or in CI, without one. */
public final class Operator {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private boolean atTerminal;
    private Screen screen = Screen.NONE;

    private Operator(Path home) {
        this.home = home;
    }

    /** @param home an empty directory that serves as the operator's home */
    public static Operator at(Path home) {
        return new Operator(home);
    }

    /** Sits at a terminal and gives these answers, then nothing. */
    Operator answering(String... lines) {
        atTerminal = true;
        answers.addAll(List.of(lines));
        return this;
    }

    /** Looks at both streams. */
    Operator watching(int columns) {
        screen = new Screen() {
            @Override
            public boolean showsOut() {
                return true;
            }

            @Override
            public boolean showsErr() {
                return true;
            }

            @Override
            public int columns() {
                return columns;
            }
        };
        return this;
    }

    public Operator with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Has the recorded 2.0 configuration under the name {@code upgraded}, leading to the database. */
    Operator configuredFor(TestDatabase database) {
        return configured("upgraded", Scenario.INSERT.configuration(database));
    }

    public Operator configured(String name, String yaml) {
        try {
            Path directory =
                    Files.createDirectories(home.resolve(".pg_chameleon").resolve("configuration"));
            Files.writeString(directory.resolve(name + ".yml"), yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandResult run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                atTerminal ? Optional.of(keyboard()) : Optional.empty(),
                environment,
                home,
                screen);
        int exitCode = Main.run(arguments, terminal, new Interruption(Thread.currentThread()));
        return new CommandResult(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8))
                .withKnownPlaces();
    }

    private Keyboard keyboard() {
        return new Keyboard() {
            @Override
            public String readLine() {
                return answers.isEmpty() ? "" : answers.remove();
            }

            @Override
            public String readPassword() {
                return readLine();
            }
        };
    }
}
