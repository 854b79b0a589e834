package io.chameleon.runner.dist;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * How long a whole upgrade of a small recorded catalogue takes as a process, compared with a process that runs a Flyway
 * {@code migrate} with nothing to do, with the same flags and the same class archive. What PostgreSQL itself needs is
 * measured on the way to it. The runs alternate, so that what else the machine does weighs on all of them; processor time
 * is shown beside the time by the clock, since it tells more on a machine that others use too.
 */
public final class StartupBenchmark {
    private static final double WANTED = 1.5;

    private final Distribution distribution;
    private final Path jar;
    private final Map<String, List<Run>> runs = new TreeMap<>();

    /** Runs the rest of its arguments, and writes into the first one what processor time that took. */
    private static final String TIMES = "\"$@\"; code=$?; times >\"$0\"; exit $code";

    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");

    /**
     * What a process has taken, in milliseconds.
     *
     * @param total by the clock
     * @param server those that it has waited for PostgreSQL
     * @param processor of all its threads
     */
    private record Run(double total, double server, double processor) {
        /** By the clock, without PostgreSQL. */
        double own() {
            return total - server;
        }
    }

    private StartupBenchmark(Distribution distribution) {
        this.distribution = distribution;
        this.jar = distribution.home().resolve("lib/chameleon-runner.jar");
    }

    /** @param arguments how often each program runs */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("chameleon-startup");
        Distribution distribution = Distribution.unpackedIn(directory);
        distribution.with("CHAMELEON_CACHE", directory.resolve("cache").toString());
        distribution.awaitArchive();
        var benchmark = new StartupBenchmark(distribution);
        benchmark.runAll(Integer.parseInt(arguments[0]));
        System.out.println(benchmark.report());
        System.exit(0);
    }

    private void runAll(int times) throws IOException, InterruptedException {
        try (TestDatabase upToDate = TestDatabase.create()) {
            distribution.run(
                    "install",
                    "--url",
                    upToDate.url(),
                    "--user",
                    TestDatabase.OWNER,
                    "--password",
                    TestDatabase.PASSWORD,
                    "--yes");
            // The first round warms up the server and the disk's cache.
            for (int round = 0; round <= times; round++) {
                boolean counts = round > 0;
                note(counts, "nothing", little(upToDate, "nothing"));
                note(counts, "connect", little(upToDate, "connect"));
                note(counts, "migrate", little(upToDate, "migrate"));
                note(counts, "build", build());
                note(counts, "upgrade", upgrade());
            }
        }
    }

    private void note(boolean counts, String name, Run run) {
        if (counts) {
            runs.computeIfAbsent(name, first -> new ArrayList<>()).add(run);
        }
    }

    private Run little(TestDatabase database, String what) throws IOException, InterruptedException {
        try (var proxy = new ServerTime(database.port())) {
            String url = "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + database.name() + "?user="
                    + TestDatabase.OWNER + "&password=" + TestDatabase.PASSWORD;
            List<String> command =
                    java("-cp", jar + ":" + Path.of("target", "test-classes").toAbsolutePath());
            command.addAll(List.of(LittleMain.class.getName(), what, url));
            return time(command, proxy);
        }
    }

    private Run build() throws IOException, InterruptedException {
        try (TestDatabase empty = TestDatabase.create()) {
            return little(empty, "build");
        }
    }

    private Run upgrade() throws IOException, InterruptedException {
        try (TestDatabase database = Scenario.UPDATE.database();
                var proxy = new ServerTime(database.port())) {
            Path configuration = distribution.home().resolve("upgraded.yml");
            Files.writeString(
                    configuration,
                    Scenario.UPDATE
                            .configuration(database)
                            .replace(String.valueOf(database.port()), String.valueOf(proxy.port())));
            List<String> command = java("-jar", jar.toString());
            command.addAll(List.of("upgrade", "--config", configuration.toString(), "--yes"));
            return time(command, proxy);
        }
    }

    /** Java with the flags of the launcher. */
    private List<String> java(String... arguments) throws IOException {
        try (var files = Files.list(distribution.cache())) {
            Path archive = files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:CompileThresholdScaling=5",
                    "-XX:-UsePerfData",
                    "-Djava.lang.invoke.MethodHandle.COMPILE_THRESHOLD=30",
                    "-Xlog:disable",
                    "-XX:SharedArchiveFile=" + archive));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    private Run time(List<String> command, ServerTime proxy) throws IOException, InterruptedException {
        Path times = distribution.home().resolve("times");
        var timed = new ArrayList<>(List.of("sh", "-c", TIMES, times.toString()));
        timed.addAll(command);
        long start = System.nanoTime();
        Distribution.Result result = Distribution.run(distribution.home(), distribution.home(), Map.of(), timed);
        double total = (System.nanoTime() - start) / 1e6;
        if (result.exitCode() != 0) {
            throw new IllegalStateException(command + ": " + result.err());
        }
        return new Run(total, proxy.take(), processorTime(Files.readAllLines(times)));
    }

    /** Of the children, which have the second line: user and system time such as {@code 0m1.230s 0m0.250s}. */
    private static double processorTime(List<String> times) {
        return MINUTES_AND_SECONDS
                .matcher(times.get(1))
                .results()
                .mapToDouble(
                        time -> 60_000 * Double.parseDouble(time.group(1)) + 1000 * Double.parseDouble(time.group(2)))
                .sum();
    }

    private String report() {
        Run nothing = median("nothing");
        Run connect = median("connect");
        Run migrate = median("migrate");
        Run build = median("build");
        Run upgrade = median("upgrade");
        return String.format(
                        Locale.ROOT,
                        "whole processes, median of %d, in ms      clock  of it PostgreSQL  processor%n",
                        runs.get("upgrade").size())
                + row("a JVM that does nothing", nothing)
                + row("one that connects", connect)
                + row("a Flyway migrate with nothing to do", migrate)
                + row("one that builds a catalogue", build)
                + row("an upgrade from 1.7", upgrade)
                + String.format("%nof the upgrade%n")
                + share("PostgreSQL", upgrade.server(), 0)
                + share("JVM", nothing.own(), nothing.processor())
                + share("driver", connect.own() - nothing.own(), connect.processor() - nothing.processor())
                + share("Flyway", migrate.own() - connect.own(), migrate.processor() - connect.processor())
                + share("migrations", build.own() - migrate.own(), build.processor() - migrate.processor())
                + share("the rest", upgrade.own() - build.own(), upgrade.processor() - build.processor())
                + String.format(
                        Locale.ROOT,
                        "%n(upgrade - PostgreSQL) / no-op migrate = %.2f by the clock, %.2f by processor time (wanted: at"
                                + " most %.1f)",
                        upgrade.own() / migrate.total(),
                        upgrade.processor() / migrate.processor(),
                        WANTED);
    }

    private static String row(String name, Run run) {
        return String.format(
                Locale.ROOT, "%-36s %10.0f  %16.0f  %9.0f%n", name, run.total(), run.server(), run.processor());
    }

    private String share(String name, double clock, double processor) {
        Run build = median("build");
        Run upgrade = median("upgrade");
        return String.format(
                Locale.ROOT,
                "%-11s %5.0f ms  %3.0f %%  processor %5.0f ms  %3.0f %%%n",
                name,
                clock,
                100 * clock / upgrade.total(),
                processor,
                100 * processor / upgrade.processor());
    }

    /** Each figure by itself. */
    private Run median(String name) {
        return new Run(median(name, Run::total), median(name, Run::server), median(name, Run::processor));
    }

    private double median(String name, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.get(name).stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
