package io.chameleon.runner.cli;

import io.chameleon.runner.ReplayProgress;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeStep;

/** For somebody at a terminal: one line for each step, which moves as long as the step is at work. */
final class LiveProgress extends Progress {
    private final LiveLine line;
    private long pendingEvents;
    private boolean told;

    LiveProgress(Printer printer) {
        super(printer);
        this.line = new LiveLine(printer.stream(), printer.folding().columns());
    }

    @Override
    void willDo(UpgradePlan plan) {
        pendingEvents = plan.pending().events();
        super.willDo(plan);
    }

    @Override
    public void stepStarted(UpgradeStep step) {
        boolean counts = step == UpgradeStep.REPLAY_PENDING_BATCHES && pendingEvents > 0;
        line.start(step.label(), counts ? pendingEvents : LiveLine.UNCOUNTED);
    }

    @Override
    public void replayed(ReplayProgress replay) {
        line.advance(replay.eventsDone(), replay.events(), StepText.pace(replay));
    }

    @Override
    public void stepFinished(StepResult result) {
        line.end();
        say("  " + (result.succeeded() ? "✔" : "✘") + " " + StepText.finished(result) + "\n");
    }

    @Override
    void say(String text) {
        line.interrupt(() -> printer().print(text));
        told = true;
    }

    @Override
    void end() {
        line.end();
        if (told) {
            printer().print("\n");
            told = false;
        }
    }
}
