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

/**
 * How long a whole upgrade of a small recorded catalogue takes as a process, compared with a process that runs a Flyway
 * {@code migrate} with nothing to do, with the same flags and the same class archive. What PostgreSQL itself needs is
 * measured on the way to it. The runs alternate, so that what else the machine does weighs on all of them.
 */
public final class StartupBenchmark {
    private static final double WANTED = 1.5;

    private final Distribution distribution;
    private final Path jar;
    private final Map<String, List<Run>> runs = new TreeMap<>();

    /** Milliseconds of a process, and those of it that it has waited for PostgreSQL. */
    private record Run(double total, double server) {}

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
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-XX:SharedArchiveFile=" + archive));
            command.addAll(List.of(arguments));
            return command;
        }
    }

    private Run time(List<String> command, ServerTime proxy) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Distribution.Result result = Distribution.run(distribution.home(), distribution.home(), Map.of(), command);
        double total = (System.nanoTime() - start) / 1e6;
        if (result.exitCode() != 0) {
            throw new IllegalStateException(command + ": " + result.err());
        }
        return new Run(total, proxy.take());
    }

    private String report() {
        Run nothing = median("nothing");
        Run connect = median("connect");
        Run migrate = median("migrate");
        Run upgrade = median("upgrade");
        double ratio = (upgrade.total() - upgrade.server()) / migrate.total();
        return String.format(
                Locale.ROOT,
                """
                whole processes, median of %d, in ms        all  PostgreSQL
                a JVM that does nothing              %10.0f  %10.0f
                one that connects                    %10.0f  %10.0f
                a Flyway migrate with nothing to do  %10.0f  %10.0f
                an upgrade from 1.7                  %10.0f  %10.0f

                of the upgrade
                PostgreSQL   %5.0f ms  %3.0f %%
                JVM          %5.0f ms  %3.0f %%
                driver       %5.0f ms  %3.0f %%
                Flyway       %5.0f ms  %3.0f %%
                the rest     %5.0f ms  %3.0f %%

                (upgrade - PostgreSQL) / no-op migrate = %.2f (wanted: at most %.1f)""",
                runs.get("upgrade").size(),
                nothing.total(),
                nothing.server(),
                connect.total(),
                connect.server(),
                migrate.total(),
                migrate.server(),
                upgrade.total(),
                upgrade.server(),
                upgrade.server(),
                share(upgrade.server()),
                nothing.total(),
                share(nothing.total()),
                own(connect) - own(nothing),
                share(own(connect) - own(nothing)),
                own(migrate) - own(connect),
                share(own(migrate) - own(connect)),
                own(upgrade) - own(migrate),
                share(own(upgrade) - own(migrate)),
                ratio,
                WANTED);
    }

    private double share(double milliseconds) {
        return 100 * milliseconds / median("upgrade").total();
    }

    private static double own(Run run) {
        return run.total() - run.server();
    }

    private Run median(String name) {
        List<Run> sorted = runs.get(name).stream()
                .sorted((one, other) -> Double.compare(one.total(), other.total()))
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
