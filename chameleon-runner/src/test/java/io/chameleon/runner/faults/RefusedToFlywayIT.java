package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.faults.Fault.Verdict;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server refuses what Flyway asks of it, and Flyway doesn't take it seriously: the operator is told all the same. */
class RefusedToFlywayIT {
    @TempDir
    Path directory;

    @Test
    void a_question_in_the_middle_of_a_transaction() throws Exception {
        assertToldAfter(Point.FIRST_MIGRATION.reached());
    }

    @Test
    void a_question_before_the_functions_are_created() throws Exception {
        assertToldAfter(request -> request.mentions("'2.0.10'::text"));
    }

    @Test
    void a_question_while_an_upgrade_within_2_0_is_planned() throws Exception {
        try (var trial = MaintenanceTrial.create(directory)) {
            // Flyway's is the second connection.
            CommandResult result = refuse(trial, time(2, "SHOW search_path"));

            assertThat(result.failureCode()).isEqualTo("history.failed");
            assertThat(result.err()).contains("injected_failure");
            trial.finish();
        }
    }

    @Test
    void the_beginning_of_its_history() throws Exception {
        try (var trial = MaintenanceTrial.create(directory)) {
            CommandResult result = refuse(trial, time(1, "'<< Flyway Baseline >>'"));

            assertThat(result.failureCode()).isEqualTo("migrate-catalogue.failed");
            assertThat(result.err()).contains("Flyway has not recorded that its history begins at 2.0.0.");
            trial.finish();
        }
    }

    private void assertToldAfter(Predicate<Request> begin) throws Exception {
        try (var trial = SmallTrial.create(directory)) {
            CommandResult result = refuse(trial, after(begin, "SELECT version()"));

            assertThat(result.failureCode()).isEqualTo("build-staged-catalogue.failed");
            assertThat(result.err()).contains("current transaction is aborted", "injected_failure");
            trial.finish();
        }
    }

    private static CommandResult refuse(Trial trial, Predicate<Request> refused) throws Exception {
        try (var proxy = new StatementProxy(trial.database().port())) {
            var fault = new FaultAt(refused, Moment.BEFORE_REQUEST, request -> Verdict.REFUSE);
            proxy.inject(fault);

            CommandResult result = trial.run(trial.command(), proxy);

            assertThat(fault.hasHappened()).isTrue();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(trial.live()).isEqualTo(trial.before());
            return result;
        }
    }

    private static Predicate<Request> after(Predicate<Request> begins, String text) {
        var begun = new AtomicBoolean();
        return request -> {
            begun.compareAndSet(false, begins.test(request));
            return begun.get() && request.mentions(text);
        };
    }

    private static Predicate<Request> time(int time, String text) {
        var times = new AtomicInteger();
        return request -> request.mentions(text) && times.incrementAndGet() == time;
    }
}
