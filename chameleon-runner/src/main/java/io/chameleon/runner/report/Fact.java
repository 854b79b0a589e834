package io.chameleon.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something with a name.
 *
 * @param note what is to be known about it, may be empty
 */
record Fact(String name, String value, String note) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Fact(String name, String value) {
        this(name, value, "");
    }

    boolean hasNote() {
        return !note.isEmpty();
    }

    /** When and where, for the head of the page. */
    static List<Fact> circumstances(SavedRun run) {
        var facts = new ArrayList<Fact>();
        if (run != null) {
            facts.add(new Fact("Begun", TIME.format(Instant.parse(run.startedAt()))));
        }
        if (run != null && run.database() != null) {
            SavedRun.Database database = run.database();
            facts.add(new Fact("Database", database.name() + " on " + database.host() + ", port " + database.port()));
            facts.add(new Fact("Role", database.role()));
        }
        return facts;
    }

    /** The numbers that somebody asks for first. */
    static List<Fact> figures(SavedUpgrade upgrade) {
        var facts = new ArrayList<Fact>();
        if (upgrade.run() != null) {
            facts.add(new Fact("from start to end", Durations.of(took(upgrade.run()))));
        }
        if (upgrade.replay() != null) {
            long events = upgrade.replay().replayed() + upgrade.replay().ddl();
            facts.add(new Fact(events == 1 ? "event replayed" : "events replayed", Counts.of(events)));
        }
        if (upgrade.plan() != null && !upgrade.plan().sources().isEmpty()) {
            long tables = upgrade.plan().sources().stream()
                    .mapToLong(source -> source.tables().size())
                    .sum();
            facts.add(new Fact(tables == 1 ? "table" : "tables", Counts.of(tables)));
        }
        if (!upgrade.checks().isEmpty()) {
            facts.add(new Fact(
                    "checks",
                    Counts.of(upgrade.checks().size()),
                    CheckFindings.of(upgrade.checks()).summary()));
        }
        return facts;
    }

    /** The exact versions of everything. */
    static List<Fact> software(SavedUpgrade upgrade) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Catalogue",
                upgrade.catalogue().before() + " before, " + upgrade.catalogue().live() + " live now"));
        if (upgrade.run() != null) {
            SavedRun.Software software = upgrade.run().software();
            if (upgrade.run().database() != null) {
                add(facts, "PostgreSQL", upgrade.run().database().postgresql());
            }
            add(facts, "chameleon-runner", software.runner());
            add(facts, "Flyway", software.flyway());
            add(facts, "PostgreSQL JDBC", software.jdbcDriver());
            add(facts, "Java", software.java());
            add(facts, "Operating system", software.operatingSystem());
        }
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }

    private static long took(SavedRun run) {
        return Duration.between(Instant.parse(run.startedAt()), Instant.parse(run.finishedAt()))
                .toMillis();
    }
}
