package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server crashes in the middle of it, and comes back: what the runner has said is true of what is found then. */
class ServerCrashIT {
    @TempDir
    Path directory;

    private record Crash(Procedure procedure, Point point, Moment moment) {}

    static Stream<Crash> onTheWay() {
        return Stream.of(Procedure.values()).flatMap(procedure -> procedure.points().stream()
                .map(point -> new Crash(procedure, point, Moment.BEFORE_ANSWER)));
    }

    static Stream<Crash> duringTheCommit() {
        return Stream.of(Procedure.values()).flatMap(procedure -> Stream.of(Moment.values())
                .map(moment -> new Crash(procedure, Point.COMMIT, moment)));
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void a_crash_on_the_way_leaves_the_old_catalogue_live(Crash crash) throws Exception {
        try (Trial trial = crash.procedure().trial(directory)) {
            CommandResult result = suffer(crash, trial);

            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.liveCatalogue()).isEqualTo(trial.before());
            assertThat(trial.live()).isEqualTo(trial.before());
            trial.finish();
        }
    }

    @ParameterizedTest
    @MethodSource("duringTheCommit")
    void a_crash_during_the_commit_is_told_as_it_ended(Crash crash) throws Exception {
        try (Trial trial = crash.procedure().trial(directory)) {
            CommandResult result = suffer(crash, trial);

            String live = trial.live();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(live.equals(trial.after()) ? 0 : 4);
            assertThat(result.liveCatalogue()).isEqualTo(live);
            if (crash.moment() == Moment.BEFORE_ANSWER) {
                assertThat(live).isEqualTo(trial.after());
            }
            trial.finish();
        }
    }

    /** Runs the command while the server crashes and comes back. */
    private static CommandResult suffer(Crash crash, Trial trial) throws Exception {
        try (var proxy = new StatementProxy(trial.database().port())) {
            SharedServer server = SharedServer.of(trial.database());
            var isBack = new CountDownLatch(1);
            var fault = new FaultAt(crash.point().reached(), crash.moment(), request -> {
                server.crash();
                server.start();
                isBack.countDown();
                return Verdict.CUT;
            });
            proxy.inject(fault);

            CommandResult result = trial.run(proxy);

            assertThat(fault.hasHappened()).as(crash.toString()).isTrue();
            // A command that needs nothing more of the server has ended before.
            assertThat(isBack.await(1, TimeUnit.MINUTES))
                    .as("the server is back")
                    .isTrue();
            return result;
        }
    }

    /** After a crash, numbers of transactions that were never written to the disk are given away again. */
    @Test
    void another_transaction_under_the_same_number_is_not_taken_for_the_swap() throws Exception {
        try (var trial = SmallTrial.create(directory);
                var proxy = new StatementProxy(trial.database().port());
                var server = SharedServer.of(trial.database()).writingLate()) {
            proxy.inject(new FaultAt(Point.COMMIT.reached(), Moment.BEFORE_REQUEST, request -> {
                long lost = nextToEnd(trial);
                server.crash();
                server.start();
                assertThat(nextToEnd(trial)).as("the number is free again").isLessThanOrEqualTo(lost);
                while (nextToEnd(trial) <= lost) {
                    trial.database().executeAsSuperuser("SELECT txid_current()");
                }
                return Verdict.CUT;
            }));
            CommandResult result = trial.run(proxy);

            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.liveCatalogue()).isEqualTo("1.7");
            assertThat(trial.live()).isEqualTo("1.7");
            trial.finish();
        }
    }

    /** The number of the transaction that runs, when there is only one. */
    private static long nextToEnd(Trial trial) {
        try {
            return Long.parseLong(trial.database()
                    .query("SELECT txid_snapshot_xmax(txid_current_snapshot())")
                    .get(0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server need not wait for the disk at a commit; what was reported as done must be there all the same. */
    @Test
    void what_was_done_survives_a_crash_of_a_server_that_does_not_wait_for_the_disk() throws Exception {
        try (var trial = SmallTrial.create(directory);
                var server = SharedServer.of(trial.database()).writingLate()) {
            assertThat(trial.database().query("SHOW synchronous_commit")).containsExactly("off");

            CommandResult result = trial.operate(trial.command().toArray(String[]::new));
            server.crash();
            server.start();

            assertThat(result.exitCode()).isZero();
            assertThat(trial.live()).isEqualTo("2.0.10");
            trial.finish();
        }
    }
}
