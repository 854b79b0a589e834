package io.chameleon.runner.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The ratios of medians that are wanted, beside what they are. */
final class Comparisons {
    private final List<Figures> figures;
    private final List<String> rows = new ArrayList<>();

    private Comparisons(List<Figures> figures) {
        this.figures = figures;
    }

    /** Lines of a table in Markdown. */
    static List<String> rows(List<Figures> figures) {
        var comparisons = new Comparisons(figures);
        figures.forEach(comparisons::compareVariants);
        comparisons.compareLoads();
        return comparisons.rows;
    }

    private void compareVariants(Figures one) {
        ratio(
                one,
                Variant.EXECUTE,
                one,
                Variant.ENGINE,
                "`EXECUTE` loop / `fn_replay_mysql`",
                "at least 2.5, better 3.5");
        ratio(one, Variant.EXECUTE, one, Variant.PENDING, "`EXECUTE` loop / 1.7 replay", "at least 2.5, better 3.5");
        ratio(one, Variant.ENGINE, one, Variant.NET_EFFECT, "`fn_replay_mysql` / bare net-effect SQL", "at most 1.5");
        ratio(one, Variant.FALLBACK, one, Variant.EXECUTE, "event by event / `EXECUTE` loop", "at most 1.2");
    }

    private void compareLoads() {
        for (Figures one : figures) {
            if (one.load().isAnalyzed()) {
                of(one.load().withoutStatistics())
                        .ifPresent(other -> both(one, other, "analyzed / not analyzed", "at most 1"));
            }
            if (one.load().events() > Load.NORMAL.events()) {
                of(one.load().smaller())
                        .ifPresent(other -> both(
                                one,
                                other,
                                "cost of an event / at %,d"
                                        .formatted(other.load().events()),
                                "at most 1.15"));
            }
        }
    }

    private void both(Figures one, Figures other, String title, String wanted) {
        for (Variant variant : List.of(Variant.ENGINE, Variant.PENDING)) {
            ratio(one, variant, other, variant, variant.title() + ", " + title, wanted);
        }
    }

    /** Compares the cost of an event. */
    private void ratio(Figures one, Variant variant, Figures other, Variant otherVariant, String title, String wanted) {
        if (one.has(variant) && other.has(otherVariant)) {
            rows.add("| %s | %s | %.2f | %.2f | %s |"
                    .formatted(
                            one.load(),
                            title,
                            cost(one, variant, Sample::seconds) / cost(other, otherVariant, Sample::seconds),
                            cost(one, variant, Sample::processorSeconds)
                                    / cost(other, otherVariant, Sample::processorSeconds),
                            wanted));
        }
    }

    private static double cost(Figures figures, Variant variant, ToDoubleFunction<Sample> measure) {
        return figures.median(variant, measure) / figures.load().events();
    }

    private Optional<Figures> of(Load load) {
        return figures.stream().filter(one -> one.load().equals(load)).findFirst();
    }
}
