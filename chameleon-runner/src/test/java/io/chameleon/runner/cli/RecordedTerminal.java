package io.chameleon.runner.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A terminal at which somebody answers YES, and what was written to it, with what was typed. */
public final class RecordedTerminal {
    private RecordedTerminal() {}

    /**
     * Runs a command.
     *
     * @param home the operator's home directory
     * @throws IllegalStateException when it doesn't end with 0
     */
    public static String run(Path home, int columns, String... arguments) {
        var written = new ByteArrayOutputStream();
        var stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        stream.print("\u001b[36m$\u001b[0m \u001b[1mchameleon-runner " + String.join(" ", arguments) + "\u001b[0m\n");
        var terminal = new Terminal(stream, stream, Optional.of(yes(stream)), Map.of(), home, screen(columns));
        int exitCode = Main.run(arguments, terminal, new Interruption(Thread.currentThread()));
        String text = written.toString(StandardCharsets.UTF_8);
        if (exitCode != 0) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    private static Keyboard yes(PrintStream echo) {
        return new Keyboard() {
            @Override
            public String readLine() {
                echo.print("\u001b[1mYES\u001b[0m\n\n");
                return "YES";
            }

            @Override
            public String readPassword() {
                throw new IllegalStateException("no password is asked for");
            }
        };
    }

    private static Screen screen(int columns) {
        return new Screen() {
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
    }
}
