package io.chameleon.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Asks the operating system, with the programs {@code test} and {@code stty}: Java itself doesn't tell. */
final class ProcessScreen implements Screen {
    private static final int RIGHT_MARGIN = 1;
    private static final int USUAL_COLUMNS = 80;

    private final Map<SystemStream, Boolean> shown = new EnumMap<>(SystemStream.class);
    private OptionalInt columns = OptionalInt.empty();

    @Override
    public boolean showsOut() {
        return shown.computeIfAbsent(SystemStream.Output, ProcessScreen::isTerminal);
    }

    @Override
    public boolean showsErr() {
        return shown.computeIfAbsent(SystemStream.Error, ProcessScreen::isTerminal);
    }

    @Override
    public int columns() {
        if (columns.isEmpty()) {
            columns = OptionalInt.of(findColumns() - RIGHT_MARGIN);
        }
        return columns.getAsInt();
    }

    private int findColumns() {
        SystemStream stream = showsOut() ? SystemStream.Output : SystemStream.Error;
        int found = new ExecTerminalProvider().systemStreamWidth(stream);
        return found > 0 ? found : USUAL_COLUMNS;
    }

    private static boolean isTerminal(SystemStream stream) {
        return !isPipeOrFile(stream) && new ExecTerminalProvider().isSystemStream(stream);
    }

    /** What Linux tells without another program, whose start takes long. */
    private static boolean isPipeOrFile(SystemStream stream) {
        // The streams are declared in the order of their numbers.
        Path descriptor = Path.of("/proc/self/fd", String.valueOf(stream.ordinal()));
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:") || Files.isRegularFile(descriptor);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
