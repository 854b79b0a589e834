package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements and sessions that the server ends early: for a timeout, or because somebody with the right to has said so. */
class TimeoutIT {
    @TempDir
    Path directory;

    /** The role's sessions may run no statement for 2 s, wait for no lock for 1 s, and not be idle for 1 s. */
    @ParameterizedTest
    @CsvSource({
        "UPGRADE_FROM_1_7, IMPORT, CREATE AGGREGATE",
        "UPGRADE_WITHIN_2_0, TABLE_LOCKS, DROP VIEW",
        "ROLLBACK, TABLE_LOCKS, ALTER SCHEMA"
    })
    void what_a_role_allows_its_sessions_ends_nothing(Procedure procedure, Point waiting, String slow)
            throws Exception {
        try (Trial trial = procedure.trial(directory);
                var proxy = new StatementProxy(trial.database().port());
                var holder = new Holder(trial.database())) {
            limit(trial, "statement_timeout = '2s'");
            limit(trial, "lock_timeout = '1s'");
            limit(trial, "idle_in_transaction_session_timeout = '1s'");
            trial.database().executeAsSuperuser("""
                    CREATE FUNCTION public.be_slow() RETURNS event_trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_sleep(2.5); END';
                    CREATE EVENT TRIGGER be_slow ON ddl_command_start WHEN TAG IN ('%s')
                        EXECUTE PROCEDURE public.be_slow();
                    """.formatted(slow));
            proxy.inject(new FaultAt(waiting.reached(), Moment.BEFORE_REQUEST, request -> {
                holder.hold("LOCK TABLE sch_chameleon.t_replica_tables IN ACCESS EXCLUSIVE MODE");
                after(1500, holder::letGo); // longer than it may wait
                sleep(1200); // longer than it may be idle
                return Verdict.PASS;
            }));

            CommandResult result = trial.run(proxy);

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(trial.live()).isEqualTo(trial.after());
            trial.finish();
        }
    }

    private static void limit(Trial trial, String setting) {
        String database = trial.database().name();
        trial.database().executeAsSuperuser("ALTER ROLE usr_replica IN DATABASE " + database + " SET " + setting);
    }

    private record Termination(Procedure procedure, Point point) {}

    private static List<Termination> terminations() {
        return Stream.of(Procedure.values())
                .flatMap(procedure -> procedure.points().stream().map(point -> new Termination(procedure, point)))
                .toList();
    }

    @Test
    void a_session_that_is_terminated_ends_the_command_and_the_next_one_succeeds() throws Exception {
        List<Termination> terminations = terminations();
        InParallel.run(terminations.size(), 2, number -> {
            Termination termination = terminations.get(number);
            Point point = termination.point();
            try (Trial trial = termination.procedure().trial(Files.createTempDirectory(directory, "terminated"));
                    var proxy = new StatementProxy(trial.database().port())) {
                proxy.inject(new FaultAt(point.reached(), Moment.BEFORE_REQUEST, request -> {
                    trial.database().executeAsSuperuser("SELECT pg_terminate_backend(" + request.backend() + ")");
                    return Verdict.PASS;
                }));
                assertFailed(trial, trial.run(proxy), "(?i)SQL ?STATE");
            }
            return "";
        });
    }

    /** Somebody whose locks let a statement wait until it is cancelled. */
    private record Cancellation(Procedure procedure, Point point, String statement) {}

    private static final List<Cancellation> CANCELLATIONS = List.of(
            new Cancellation(Procedure.UPGRADE_FROM_1_7, Point.REPLAY, "INSERT INTO dest1.t1 VALUES (1, 'mine')"),
            new Cancellation(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.IMPORT,
                    "LOCK TABLE sch_chameleon.t_replica_tables IN ACCESS EXCLUSIVE MODE"),
            new Cancellation(
                    Procedure.UPGRADE_FROM_1_7,
                    Point.COORDINATES,
                    "SELECT * FROM _sch_chameleon_version2.t_sources FOR UPDATE"),
            new Cancellation(
                    Procedure.UPGRADE_FROM_1_7, Point.TABLE_LOCKS, "SELECT count(*) FROM sch_chameleon.t_index_def"),
            new Cancellation(
                    Procedure.UPGRADE_WITHIN_2_0, Point.TABLE_LOCKS, "SELECT count(*) FROM sch_chameleon.t_error_log"),
            new Cancellation(Procedure.ROLLBACK, Point.TABLE_LOCKS, "SELECT count(*) FROM sch_chameleon.t_error_log"));

    @Test
    void a_statement_that_is_cancelled_ends_the_command_and_the_next_one_succeeds() throws Exception {
        InParallel.run(CANCELLATIONS.size(), 2, number -> {
            Cancellation cancellation = CANCELLATIONS.get(number);
            try (Trial trial = cancellation.procedure().trial(Files.createTempDirectory(directory, "cancelled"));
                    var proxy = new StatementProxy(trial.database().port());
                    var holder = new Holder(trial.database())) {
                proxy.inject(new FaultAt(cancellation.point().reached(), Moment.BEFORE_REQUEST, request -> {
                    holder.hold(cancellation.statement());
                    after(0, () -> cancelOnceItWaits(trial, request.backend()));
                    return Verdict.PASS;
                }));
                CommandResult result = trial.run(proxy);
                holder.letGo();
                assertFailed(trial, result, "canceling statement due to user request");
            }
            return "";
        });
    }

    private static void cancelOnceItWaits(Trial trial, int backend) {
        String session = " FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND pid = " + backend;
        Await.until(
                "the statement to wait",
                () -> !trial.database().query("SELECT pid" + session).isEmpty());
        trial.database().executeAsSuperuser("SELECT pg_cancel_backend(pid)" + session);
    }

    private static void assertFailed(Trial trial, CommandResult result, String cause) throws Exception {
        assertThat(result.exitCode()).as(result.out()).isEqualTo(4);
        assertThat(result.liveCatalogue()).isEqualTo(trial.before());
        assertThat(result.err())
                .containsPattern(cause)
                .contains("remedy: ", "The live catalogue is " + trial.before() + ".");
        assertThat(trial.live()).isEqualTo(trial.before());
        trial.finish();
    }

    private static void after(int milliseconds, Runnable action) {
        CompletableFuture.runAsync(() -> {
            sleep(milliseconds);
            action.run();
        });
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
