package io.chameleon.runner.cli;

import java.util.EnumMap;
import java.util.Map;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Asks the operating system, with the programs {@code test} and {@code stty}: Java itself doesn't tell. */
final class ProcessScreen implements Screen {
    private static final int RIGHT_MARGIN = 1;
    private static final int USUAL_COLUMNS = 80;

    private final ExecTerminalProvider system = new ExecTerminalProvider();
    private final Map<SystemStream, Boolean> shown = new EnumMap<>(SystemStream.class);

    @Override
    public boolean showsOut() {
        return shown.computeIfAbsent(SystemStream.Output, system::isSystemStream);
    }

    @Override
    public boolean showsErr() {
        return shown.computeIfAbsent(SystemStream.Error, system::isSystemStream);
    }

    @Override
    public int columns() {
        int columns = system.systemStreamWidth(SystemStream.Error);
        return (columns > 0 ? columns : USUAL_COLUMNS) - RIGHT_MARGIN;
    }
}
