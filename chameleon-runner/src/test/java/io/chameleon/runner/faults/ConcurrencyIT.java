package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Others at the same catalogue at the same time: upgrades, sessions that hold locks, a replica that still writes. */
class ConcurrencyIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ROLLBACK")
    void of_eight_upgrades_at_once_one_wins_and_the_others_say_so(Procedure upgrade) throws Exception {
        try (Trial trial = upgrade.trial(directory)) {
            List<CommandResult> results = InParallel.run(8, 8, number -> trial.operate(command(trial)));

            assertThat(results)
                    .filteredOn(result -> result.outcome().equals("done"))
                    .hasSize(1);
            assertThat(results)
                    .allSatisfy(result -> assertThat(result.exitCode())
                            .as(result.out())
                            .isEqualTo(result.outcome().equals("locked") ? 6 : 0))
                    .extracting(CommandResult::outcome)
                    .isSubsetOf("done", "locked", "nothing-to-do");
            assertThat(trial.live()).isEqualTo(trial.after());
            trial.assertTruth();
        }
    }

    @Test
    void an_upgrade_that_gets_the_lock_after_another_one_has_nothing_to_do() throws Exception {
        try (var trial = SmallTrial.create(directory);
                var proxy = new StatementProxy(trial.database().port())) {
            var first = new AtomicReference<CommandResult>();
            proxy.inject(new FaultAt(Point.LOCKED.reached(), Moment.BEFORE_REQUEST, request -> {
                first.set(trial.operate(command(trial)));
                return Verdict.PASS;
            }));

            CommandResult second = trial.run(proxy);

            assertThat(first.get().outcome()).isEqualTo("done");
            assertThat(second.exitCode()).as(second.out()).isZero();
            assertThat(second.outcome()).isEqualTo("nothing-to-do");
            assertThat(trial.live()).isEqualTo("2.0.10");
        }
    }

    /** Somebody who holds locks from some point on, and the code of the failure that this leads to. */
    private record Obstacle(Procedure procedure, Point since, String statement, String code) {
        List<String> impatient(Trial trial) {
            boolean isImpatient = trial.command().contains("--lock-timeout");
            return isImpatient ? trial.command() : trial.with("--lock-timeout", "1");
        }
    }

    private static final List<Obstacle> OBSTACLES = List.of(
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.LOCKED,
                    "LOCK TABLE sch_chameleon.t_sources IN ACCESS EXCLUSIVE MODE",
                    "lock.timeout"),
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.REPLAY,
                    "INSERT INTO dest1.t1 VALUES (1, 'mine')",
                    "replay.lock-timeout"),
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.REPLAY,
                    "LOCK TABLE sch_chameleon.t_replica_batch IN SHARE MODE",
                    "lock.timeout"),
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.IMPORT,
                    "LOCK TABLE sch_chameleon.t_replica_tables IN ACCESS EXCLUSIVE MODE",
                    "build-staged-catalogue.lock-timeout"),
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.COORDINATES,
                    "SELECT * FROM _sch_chameleon_version2.t_sources FOR UPDATE",
                    "lock.timeout"),
            new Obstacle(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.TABLE_LOCKS,
                    "SELECT count(*) FROM sch_chameleon.t_index_def",
                    "swap.lock-timeout"),
            new Obstacle(
                    Procedure.UPGRADE_WITHIN_2_0,
                    Point.TABLE_LOCKS,
                    "SELECT count(*) FROM sch_chameleon.t_error_log",
                    "lock-catalogue.timeout"),
            new Obstacle(
                    Procedure.ROLLBACK,
                    Point.TABLE_LOCKS,
                    "SELECT count(*) FROM sch_chameleon.t_error_log",
                    "swap.lock-timeout"));

    /** All at once, since most of the time passes with waiting. */
    @Test
    @Timeout(120)
    void a_session_that_holds_locks_is_waited_for_within_limits_and_named() throws Exception {
        InParallel.run(OBSTACLES.size(), OBSTACLES.size(), number -> {
            meet(OBSTACLES.get(number));
            return "";
        });
    }

    private void meet(Obstacle obstacle) throws Exception {
        try (Trial trial = obstacle.procedure().trial(Files.createTempDirectory(directory, "held"));
                var proxy = new StatementProxy(trial.database().port())) {
            try (var holder = new Holder(trial.database())) {
                proxy.inject(new FaultAt(obstacle.since().reached(), Moment.BEFORE_REQUEST, request -> {
                    holder.hold(obstacle.statement());
                    return Verdict.PASS;
                }));
                CommandResult result = trial.run(obstacle.impatient(trial), proxy);

                assertThat(result.exitCode()).as(result.out()).isEqualTo(6);
                assertThat(result.failureCode()).isEqualTo(obstacle.code());
                assertThat(result.err())
                        .contains("pid " + holder.pid(), "usr_replica", Holder.NAME, obstacle.statement())
                        .containsPattern("since \\d\\d:\\d\\d:\\d\\d");
            }
            assertThat(trial.live()).isEqualTo(trial.before());
            trial.finish();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position) VALUES (1, 'x.1', 4) | new catalogue
            UPDATE _sch_chameleon_version1.t_sources SET enm_status = 'running' | _sch_chameleon_version1.t_sources
            """)
    void what_somebody_writes_right_after_the_swap_is_reported(String statement, String told) throws Exception {
        try (var trial = SmallTrial.create(directory);
                var proxy = new StatementProxy(trial.database().port())) {
            proxy.inject(new FaultAt(Point.COMMIT.reached(), Moment.BEFORE_ANSWER, request -> {
                trial.database().execute(statement);
                return Verdict.PASS;
            }));

            CommandResult result = trial.run(proxy);

            assertThat(result.exitCode()).isZero();
            assertThat(result.json().getAsJsonArray("warnings").toString()).contains(told);
        }
    }

    /** It comes after the last look at who waits, so that nothing can keep its row out of the new catalogue. */
    @Test
    void a_replica_that_writes_into_the_swap_is_reported() throws Exception {
        try (var trial = SmallTrial.create(directory);
                var proxy = new StatementProxy(trial.database().port())) {
            var writer = new AtomicReference<CompletableFuture<Void>>();
            proxy.inject(new FaultAt(Point.SWAP.reached(), Moment.BEFORE_REQUEST, request -> {
                writer.set(CompletableFuture.runAsync(() -> trial.database().execute("""
                        INSERT INTO sch_chameleon.t_replica_batch (i_id_source, t_binlog_name, i_binlog_position)
                        VALUES (1, 'mysql-bin.000002', 4711)
                        """)));
                Await.until("the writer to wait", () -> !trial.database()
                        .query("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
                        .isEmpty());
                return Verdict.PASS;
            }));

            CommandResult result = trial.run(proxy);
            writer.get().join();

            assertThat(result.exitCode()).isZero();
            assertThat(result.json().getAsJsonArray("warnings").toString())
                    .contains("has written to the new catalogue", "roll back");
        }
    }

    private static String[] command(Trial trial) {
        return trial.command().toArray(String[]::new);
    }
}
