package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command: its streams, and the operator if there is one.
 *
 * @param out data
 * @param err everything else: progress, questions, errors
 * @param keyboard where the operator answers, empty when nobody sits there
 * @param environment the environment variables
 * @param home the operator's home directory
 * @param screen whether a person looks at the streams
 */
record Terminal(
        PrintStream out,
        PrintStream err,
        Optional<Keyboard> keyboard,
        Map<String, String> environment,
        Path home,
        Screen screen) {
    Terminal {
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(keyboard, "keyboard");
        environment = Map.copyOf(environment);
        requireNonNull(home, "home");
        requireNonNull(screen, "screen");
    }

    /** The terminal, pipe or file that the process was started with. Output is UTF-8 whatever the locale says. */
    static Terminal ofProcess() {
        return new Terminal(
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Keyboard.ofProcess(),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Screen.ofProcess(System.getenv()));
    }

    /** For texts that are data. */
    Printer outPrinter() {
        return printer(out, screen.showsOut());
    }

    /** For all other texts. */
    Printer errPrinter() {
        return printer(err, screen.showsErr());
    }

    private Printer printer(PrintStream stream, boolean shown) {
        return new Printer(
                stream, Colours.of(shown, environment), shown ? new Folding(screen.columns()) : Folding.NONE);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
