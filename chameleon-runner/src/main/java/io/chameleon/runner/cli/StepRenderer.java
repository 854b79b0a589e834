package io.chameleon.runner.cli;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** A turning wheel with the time that has gone by, and a bar where it is known how much there is to do. */
final class StepRenderer extends DefaultProgressBarRenderer {
    private static final String WHEEL = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final int MILLISECONDS_BETWEEN_FRAMES = 100;

    StepRenderer() {
        super(ProgressBarStyle.UNICODE_BLOCK, "", 1, false, null, null, false, state -> Optional.empty());
    }

    @Override
    public String render(ProgressState state, int columns) {
        Duration elapsed = state.getTotalElapsed();
        long frame = elapsed.toMillis() / MILLISECONDS_BETWEEN_FRAMES % WHEEL.length();
        String wheel = "  " + WHEEL.charAt((int) frame) + " ";
        return wheel
                + (state.isIndefinite()
                        ? "%-24s %s".formatted(state.getTaskName(), HumanDuration.ofLag(elapsed))
                        : super.render(state, columns - wheel.length()));
    }
}
