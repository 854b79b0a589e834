package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server refuses one statement after the other. In each build every statement of coordinates, verification and swap
 * once, however often it is run; in the profile nightly from the first migration on, and every time that it is run.
 */
class RefusedStatementIT {
    private static final boolean EVERY_TIME = Boolean.getBoolean("chameleon.nightly");
    private static final int AT_ONCE = 2;

    /** Statements that nothing can be done without: migrations, import, coordinates, verification, swap. */
    private static final Pattern OURS = Pattern.compile("\\bt_|ty_|fn_|v_version|ALTER |LOCK TABLE|txid|CREATE ");

    private static final Pattern CREATES_THE_HISTORY = Pattern.compile("(CREATE|ALTER) [^(]*flyway_schema_history");

    private static final Pattern BEGINS_THE_HISTORY =
            Pattern.compile("INSERT INTO [^(]*flyway_schema_history.*<< Flyway Baseline >>");

    /** No server refuses these; a driver that doesn't wait for the answer would get those that follow wrong. */
    private static final Set<List<String>> BY_THE_DRIVER =
            Set.of(List.of("BEGIN"), List.of("SAVEPOINT PGJDBC_AUTOSAVE"));

    @TempDir
    Path directory;

    /** What is tried again and again. */
    @FunctionalInterface
    private interface Trials {
        Trial create(Path directory) throws Exception;
    }

    @Test
    void whatever_the_server_refuses_the_upgrade_from_1_7_can_be_tried_again() throws Exception {
        refuseInTurn(SmallTrial::create, EVERY_TIME ? Point.EMPTY_STAGE : Point.COORDINATES);
    }

    @Test
    void whatever_the_server_refuses_the_rollback_can_be_tried_again() throws Exception {
        refuseInTurn(RollbackTrial::create, Point.LOCKED);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "chameleon.nightly",
            matches = "true",
            disabledReason = "skipped: MaintenanceUpgradeIT lets every version fail; profile nightly, every statement")
    void whatever_the_server_refuses_the_upgrade_within_2_0_can_be_tried_again() throws Exception {
        refuseInTurn(MaintenanceTrial::create, Point.LOCKED);
    }

    /** One of the times that the same is asked of the server, counted from 1. */
    private record Occurrence(List<String> statements, int time) {
        /** True of this time. */
        Predicate<Request> reached() {
            var times = new AtomicInteger();
            return request -> request.statements().equals(statements) && times.incrementAndGet() == time;
        }
    }

    private void refuseInTurn(Trials trials, Point first) throws Exception {
        List<Occurrence> occurrences = occurrences(requests(trials), first.reached());
        assertThat(occurrences).hasSizeGreaterThan(10);
        var done = new AtomicInteger();
        InParallel.run(AT_ONCE, AT_ONCE, worker -> {
            int index = worker;
            while (index < occurrences.size()) {
                index = refuseUntilDone(trials, occurrences, index, done);
            }
            return "";
        });
        System.out.printf(
                "%d statements refused in turn, %d times it was done all the same%n", occurrences.size(), done.get());
    }

    /** Goes on from an index with a new trial, until an attempt is done all the same. Returns the index after it. */
    private int refuseUntilDone(Trials trials, List<Occurrence> occurrences, int first, AtomicInteger done)
            throws Exception {
        try (Trial trial = trials.create(own())) {
            attempt(trial, Point.COMMIT.reached(), "the commit");
            int index = first;
            while (index < occurrences.size()) {
                Occurrence refused = occurrences.get(index);
                index += AT_ONCE;
                if (attempt(trial, refused.reached(), refused.toString())) {
                    done.incrementAndGet();
                    return index;
                }
            }
            trial.finish();
            return index;
        }
    }

    /** What an attempt after a failed one asks of the server, up to the commit. */
    private List<Request> requests(Trials trials) throws Exception {
        var requests = new CopyOnWriteArrayList<Request>();
        try (Trial trial = trials.create(own())) {
            attempt(trial, Point.COMMIT.reached(), "the commit");
            Predicate<Request> commit = Point.COMMIT.reached();
            var committed = new AtomicBoolean();
            attempt(
                    trial,
                    request -> {
                        if (!committed.get()) {
                            requests.add(request);
                        }
                        return commit.test(request) && committed.compareAndSet(false, true);
                    },
                    "the commit");
        }
        return requests;
    }

    /** All from the first on; unless every time counts, the first time of each. */
    private static List<Occurrence> occurrences(List<Request> requests, Predicate<Request> first) {
        var times = new HashMap<List<String>, Integer>();
        var known = new HashSet<List<String>>();
        var occurrences = new ArrayList<Occurrence>();
        boolean begun = false;
        for (Request request : requests) {
            int time = times.merge(request.statements(), 1, Integer::sum);
            begun = begun || first.test(request);
            if (begun
                    && !BY_THE_DRIVER.contains(request.statements())
                    && (known.add(request.statements()) || EVERY_TIME)) {
                occurrences.add(new Occurrence(request.statements(), time));
            }
        }
        return occurrences;
    }

    /** One attempt, which must fail because this is refused. Returns whether it was done all the same. */
    private boolean attempt(Trial trial, Predicate<Request> refused, String what) throws Exception {
        try (var proxy = new StatementProxy(trial.database().port())) {
            var fault = new FaultAt(refused, Moment.BEFORE_REQUEST, request -> Verdict.REFUSE);
            proxy.inject(fault);

            CommandResult result = trial.run(trial.attempt(), proxy);

            assertThat(fault.hasHappened()).as(what).isTrue();
            if (result.exitCode() == 0) {
                assertDoneWithout(what, trial);
                return true;
            }
            assertThat(result.exitCode()).as(what + result.err()).isEqualTo(4);
            assertThat(result.err()).as(what).contains(cause(what), "remedy: ");
            assertThat(result.liveCatalogue()).as(what).isEqualTo(trial.before());
            assertThat(trial.live()).as(what).isEqualTo(trial.before());
            return false;
        }
    }

    /** What the message must have in it; of a lost beginning of its history, Flyway doesn't tell why. */
    private static String cause(String what) {
        return BEGINS_THE_HISTORY.matcher(what).find() ? "Flyway has not recorded" : "injected_failure";
    }

    /** Flyway asks some things about the server that it can do without, and tries again to create its history. */
    private static void assertDoneWithout(String what, Trial trial) throws Exception {
        if (!CREATES_THE_HISTORY.matcher(what).find()) {
            assertThat(what).doesNotContainPattern(OURS);
        }
        assertThat(trial.live()).isEqualTo(trial.after());
    }

    private Path own() throws Exception {
        return Files.createTempDirectory(directory, "refused");
    }
}
