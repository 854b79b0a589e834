package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server refuses one statement after the other: each migration, the import, coordinates, verification, swap. In each
 * build every statement once, however often it is run; in the profile nightly every time that it is run.
 */
class RefusedStatementIT {
    private static final boolean EVERY_TIME = Boolean.getBoolean("chameleon.nightly");
    private static final int AT_ONCE = 2;

    @TempDir
    Path directory;

    /** What is tried again and again. */
    @FunctionalInterface
    private interface Trials {
        Trial create(Path directory) throws Exception;
    }

    @Test
    void whatever_the_server_refuses_the_upgrade_from_1_7_can_be_tried_again() throws Exception {
        refuseInTurn(SmallTrial::create, Point.EMPTY_STAGE);
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

    private void refuseInTurn(Trials trials, Point first) throws Exception {
        List<Request> requests = requests(trials, first.reached());
        assertThat(requests).hasSizeGreaterThan(10);
        InParallel.run(AT_ONCE, AT_ONCE, worker -> {
            try (Trial trial = trials.create(own())) {
                attempt(trial, Point.COMMIT.reached());
                for (int index = worker; index < requests.size(); index += AT_ONCE) {
                    Request refused = requests.get(index);
                    attempt(trial, refused::equals);
                }
                trial.finish();
            }
            return "";
        });
        System.out.printf("%d statements refused in turn%n", requests.size());
    }

    /** What an attempt after a failed one asks of the server, up to the commit. */
    private List<Request> requests(Trials trials, Predicate<Request> first) throws Exception {
        var requests = new ArrayList<Request>();
        try (Trial trial = trials.create(own())) {
            attempt(trial, Point.COMMIT.reached());
            Predicate<Request> commit = Point.COMMIT.reached();
            attempt(trial, request -> {
                requests.add(request);
                return commit.test(request);
            });
        }
        var known = new HashSet<List<String>>();
        int start = requests.indexOf(requests.stream().filter(first).findFirst().orElseThrow());
        return requests.subList(start, requests.size()).stream()
                .filter(request -> known.add(request.statements()) || EVERY_TIME)
                .map(request -> new Request(request.number(), 0, request.statements()))
                .toList();
    }

    /** One attempt, which must fail because this is refused. */
    private void attempt(Trial trial, Predicate<Request> refused) throws Exception {
        try (var proxy = new StatementProxy(trial.database().port())) {
            var fault = new FaultAt(
                    request -> refused.test(new Request(request.number(), 0, request.statements())),
                    Moment.BEFORE_REQUEST,
                    request -> Verdict.REFUSE);
            proxy.inject(fault);

            CommandResult result = trial.run(trial.attempt(), proxy);

            assertThat(fault.hasHappened()).isTrue();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.err()).contains("injected_failure", "remedy: ");
            assertThat(result.liveCatalogue()).isEqualTo(trial.before());
            assertThat(trial.live()).isEqualTo(trial.before());
        }
    }

    private Path own() throws Exception {
        return Files.createTempDirectory(directory, "refused");
    }
}
