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

    private record Loss(Procedure procedure, Moment moment, boolean forGood) {
        /** @param committed whether the server has got to know of the commit in time */
        int expectedExitCode(boolean committed) {
            if (forGood) {
                return 5;
            }
            return committed ? 0 : 4;
        }

        FaultAt fault(StatementProxy proxy) {
            boolean during = moment == Moment.WHILE_IT_IS_SERVED;
            return new FaultAt(Point.COMMIT.reached(), during ? Moment.BEFORE_REQUEST : moment, request -> {
                if (forGood) {
                    proxy.shutOut();
                }
                return during ? Verdict.ABANDON : Verdict.CUT;
            });
        }
    }

    private static List<Loss> losses() {
        var losses = new ArrayList<Loss>();
        for (Procedure procedure : Procedure.values()) {
            for (Moment moment : Moment.values()) {
                losses.add(new Loss(procedure, moment, true));
                losses.add(new Loss(procedure, moment, false));
            }
        }
        return losses;
    }

    /** Most of the time of those whose server is gone passes with asking it. */
    @Test
    void the_command_tells_how_the_commit_ended_or_that_status_will() throws Exception {
        List<Loss> losses = losses();
        InParallel.run(losses.size(), 4, number -> lose(losses.get(number)));
    }

    /** What was about to be done is known then: it isn't. */
    @Test
    void a_server_that_stays_away_before_the_commit_leaves_the_old_catalogue_and_it_is_named() throws Exception {
        for (Procedure procedure : Procedure.values()) {
            try (Trial trial = procedure.trial(Files.createTempDirectory(directory, "away"));
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
        try (Trial trial = loss.procedure().trial(own);
                var proxy = new StatementProxy(trial.database().port())) {
            proxy.inject(loss.fault(proxy));

            CommandResult result = trial.run(proxy);

            String truth = trial.live();
            if (loss.moment() != Moment.WHILE_IT_IS_SERVED) {
                assertThat(truth)
                        .as(loss.toString())
                        .isEqualTo(loss.moment() == Moment.BEFORE_ANSWER ? trial.after() : trial.before());
            }
            assertThat(result.exitCode())
                    .as(loss + result.err())
                    .isEqualTo(loss.expectedExitCode(truth.equals(trial.after())));
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
