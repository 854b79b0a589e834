package io.chameleon.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A step with its place in the time of all steps.
 *
 * @param from where its bar begins, in percent
 * @param width of the bar, in percent, at least so much that it is seen
 * @param share its part of the time, for those who don't see the bar
 */
record StepBar(String name, boolean failed, String duration, String summary, String from, String width, String share) {
    private static final double VISIBLE = 0.8;

    static List<StepBar> of(List<SavedUpgrade.Step> steps) {
        double total = Math.max(1, totalOf(steps));
        var bars = new ArrayList<StepBar>();
        double begun = 0;
        for (SavedUpgrade.Step step : steps) {
            double width = 100 * time(step) / total;
            bars.add(bar(step, 100 * begun / total, width));
            begun += time(step);
        }
        return bars;
    }

    /** Milliseconds of all steps. */
    static double totalOf(List<SavedUpgrade.Step> steps) {
        return steps.stream().mapToDouble(StepBar::time).sum();
    }

    private static double time(SavedUpgrade.Step step) {
        return Math.max(0, step.milliseconds());
    }

    private static StepBar bar(SavedUpgrade.Step step, double from, double width) {
        return new StepBar(
                step.name().replace('-', ' '),
                !step.outcome().equals("done"),
                Durations.of(step.milliseconds()),
                step.summary(),
                number(Math.min(from, 100 - VISIBLE)),
                number(Math.max(width, VISIBLE)),
                String.format(Locale.ROOT, "%.0f %%", width));
    }

    private static String number(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
