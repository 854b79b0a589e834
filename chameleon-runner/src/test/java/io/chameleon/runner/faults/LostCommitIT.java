package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection gets lost at the commit that counts: the exit code is the truth, or admits that it isn't known. */
class LostCommitIT {
    @TempDir
    Path directory;

    /** A command whose connection gets lost. */
    @FunctionalInterface
    private interface Trials {
        Trial create(Path directory) throws Exception;
    }

    private record Loss(Trials trials, Moment moment, boolean forGood) {
        int expectedExitCode() {
            if (forGood) {
                return 5;
            }
            return moment == Moment.BEFORE_ANSWER ? 0 : 4;
        }
    }

    private static List<Loss> losses() {
        var losses = new ArrayList<Loss>();
        for (Trials trials : List.<Trials>of(SmallTrial::create, MaintenanceTrial::create, RollbackTrial::create)) {
            for (Moment moment : List.of(Moment.BEFORE_REQUEST, Moment.BEFORE_ANSWER)) {
                losses.add(new Loss(trials, moment, true));
                losses.add(new Loss(trials, moment, false));
            }
        }
        return losses;
    }

    /** Most of the time of those whose server is gone passes with asking it. */
    @Test
    void the_process_tells_how_the_commit_ended_or_that_status_will() throws Exception {
        List<Loss> losses = losses();
        InParallel.run(losses.size(), 4, number -> lose(losses.get(number)));
    }

    /** What was about to be done is known then: it isn't. */
    @Test
    void a_server_that_stays_away_before_the_commit_leaves_the_old_catalogue_and_it_is_named() throws Exception {
        for (Trials trials : List.<Trials>of(SmallTrial::create, MaintenanceTrial::create, RollbackTrial::create)) {
            try (Trial trial = trials.create(Files.createTempDirectory(directory, "away"));
                    var proxy = new StatementProxy(trial.database().port())) {
                proxy.inject(new FaultAt(Point.TABLE_LOCKS.reached(), Moment.BEFORE_REQUEST, request -> {
                    proxy.shutOut();
                    return Verdict.CUT;
                }));

                CommandResult result = trial.run(proxy);

                assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
                assertThat(result.liveCatalogue()).isEqualTo(trial.before());
                assertThat(result.err()).contains("The live catalogue is " + trial.before() + ".");
                assertThat(trial.live()).isEqualTo(trial.before());
                trial.finish();
            }
        }
    }

    @Test
    void an_upgrade_that_is_committed_is_done_though_its_connection_gets_lost_right_after() throws Exception {
        try (Trial trial = MaintenanceTrial.create(directory);
                var proxy = new StatementProxy(trial.database().port())) {
            proxy.inject(new FaultAt(
                    request -> request.mentions("RESET ROLE"), Moment.BEFORE_REQUEST, request -> Verdict.CUT));

            CommandResult result = trial.run(proxy);

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.liveCatalogue()).isEqualTo(trial.after());
            assertThat(trial.live()).isEqualTo(trial.after());
            trial.finish();
        }
    }

    private String lose(Loss loss) throws Exception {
        Path own = Files.createTempDirectory(directory, "lost");
        try (Trial trial = loss.trials().create(own);
                var proxy = new StatementProxy(trial.database().port())) {
            proxy.inject(new FaultAt(Point.COMMIT.reached(), loss.moment(), request -> {
                if (loss.forGood()) {
                    proxy.shutOut();
                }
                return Verdict.CUT;
            }));
            CommandResult result = trial.start(proxy).await();

            assertThat(result.exitCode()).as(loss + result.err()).isEqualTo(loss.expectedExitCode());
            String truth = loss.moment() == Moment.BEFORE_ANSWER ? trial.after() : trial.before();
            assertThat(trial.live()).isEqualTo(truth);
            if (loss.forGood()) {
                assertThat(result.outcome()).isEqualTo("unknown");
                assertThat(result.err()).contains("Run status");
            } else {
                assertThat(result.liveCatalogue()).isEqualTo(truth);
            }
            trial.finish();
            return truth;
        }
    }
}
