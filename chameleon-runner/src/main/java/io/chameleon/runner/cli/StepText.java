package io.chameleon.runner.cli;

import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeStep;

/** Steps in one line each, whatever is in the messages that they end with. */
final class StepText {
    private static final String LABEL = "%-24s";

    private StepText() {}

    static String started(UpgradeStep step) {
        return LABEL.formatted(step.label()) + " started";
    }

    /** {@code replay pending batches    300 of 1000 events, 100/s, 7 s left}. */
    static String replayed(ReplayProgress replay) {
        return LABEL.formatted(UpgradeStep.REPLAY_PENDING_BATCHES.label()) + " " + replay.eventsDone() + " of "
                + replay.events() + " events, " + pace(replay);
    }

    /** {@code 100/s, 7 s left}. */
    static String pace(ReplayProgress replay) {
        String left = replay.timeLeft()
                .map(time -> ", " + HumanDuration.ofLag(time) + " left")
                .orElse("");
        return Math.round(replay.eventsPerSecond()) + "/s" + left;
    }

    static String finished(StepResult result) {
        String came = result.succeeded() ? result.summary().replaceAll("\\s*\\R\\s*", " ") : "FAILED";
        return LABEL.formatted(result.step().label())
                + "%8s  %s".formatted(HumanDuration.of(result.milliseconds()), came);
    }
}
