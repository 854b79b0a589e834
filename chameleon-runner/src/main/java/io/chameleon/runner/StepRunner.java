package io.chameleon.runner;

import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of a procedure: times them, reports them, and stops before the next one when interrupted. */
final class StepRunner {
    /** The work of a step. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final DataSource dataSource;
    private final UpgradeListener listener;
    private final List<StepResult> results = new ArrayList<>();
    private UnaryOperator<ChameleonException> addition = UnaryOperator.identity();

    /** @param dataSource where to ask who stands in the way of a step */
    StepRunner(DataSource dataSource, UpgradeListener listener) {
        this.dataSource = dataSource;
        this.listener = listener;
    }

    /** Says what is added to the remedy when a step fails. */
    void addToFailures(UnaryOperator<ChameleonException> addition) {
        this.addition = addition;
    }

    /**
     * Runs one step.
     *
     * @param summary tells people what the step did, from what it returned
     * @throws ChameleonException when the step fails, or when the thread was interrupted before it
     */
    <T> T run(UpgradeStep step, Work<T> work, Function<T, String> summary) {
        stopIfInterrupted(step);
        listener.stepStarted(step);
        long start = System.nanoTime();
        T value;
        try {
            value = work.run();
        } catch (SQLException e) {
            throw failed(step, start, addition.apply(Databases.failed(dataSource, code(step) + ".failed", e)));
        } catch (ChameleonException e) {
            throw failed(step, start, addition.apply(e));
        }
        succeeded(step, start, summary.apply(value));
        return value;
    }

    /** Runs the step that every procedure has before it changes anything, where a backup is wanted. */
    void backUp(Optional<CatalogueBackup> backup) {
        backup.ifPresent(wanted -> run(UpgradeStep.BACK_UP_CATALOGUE, wanted::save, saved -> saved));
    }

    List<StepResult> results() {
        return List.copyOf(results);
    }

    /** Once the catalogues are swapped, what the listener makes of it can't end the upgrade any more. */
    private void succeeded(UpgradeStep step, long start, String summary) {
        try {
            finish(step, true, start, summary);
        } catch (ChameleonException e) {
            if (step != UpgradeStep.SWAP_CATALOGUES) {
                throw e;
            }
            LOG.warn("The upgrade is done. {}", e.failure().problem());
        }
    }

    private ChameleonException failed(UpgradeStep step, long start, ChameleonException failure) {
        try {
            finish(step, false, start, failure.failure().problem());
        } catch (ChameleonException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void finish(UpgradeStep step, boolean succeeded, long start, String summary) {
        var result = new StepResult(step, succeeded, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), summary);
        results.add(result);
        listener.stepFinished(result);
    }

    private static void stopIfInterrupted(UpgradeStep next) {
        if (Thread.currentThread().isInterrupted()) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "interrupted",
                    "The upgrade was interrupted before the step \"" + next.label() + "\".",
                    "Run upgrade again; --on-leftover tells what becomes of a staged catalogue.");
        }
    }

    private static String code(UpgradeStep step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
