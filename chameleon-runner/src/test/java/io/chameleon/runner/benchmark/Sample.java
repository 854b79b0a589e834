package io.chameleon.runner.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How long something took.
 *
 * @param seconds by the clock
 * @param processorSeconds of the server process and this one together, which other work on the machine changes little; NaN
 *     where the system doesn't tell
 */
record Sample(double seconds, double processorSeconds) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Measures the work of this thread on one connection. */
    static Sample of(Connection connection, Work work) throws SQLException {
        int server = serverProcess(connection);
        double processor = processorSeconds(server);
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(seconds, processorSeconds(server) - processor);
    }

    private static int serverProcess(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The fields of Linux behind the command, which may have blanks of its own. */
    private static double processorSeconds(int process) {
        try {
            var line = Files.readString(Path.of("/proc/" + process + "/stat"));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            double ticks = Double.parseDouble(fields[USER_TIME]) + Double.parseDouble(fields[SYSTEM_TIME]);
            return ticks / TICKS_PER_SECOND + ownProcessorSeconds();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static double ownProcessorSeconds() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e9;
    }

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }
}
