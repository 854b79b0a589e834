package io.chameleon.runner.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one load took, by variant. */
final class Figures {
    private final Load load;
    private final Map<Variant, List<Sample>> samples = new LinkedHashMap<>();

    Figures(Load load) {
        this.load = load;
    }

    Load load() {
        return load;
    }

    void add(Variant variant, Sample sample) {
        samples.computeIfAbsent(variant, key -> new ArrayList<>()).add(sample);
    }

    boolean has(Variant variant) {
        return samples.containsKey(variant);
    }

    double median(Variant variant, ToDoubleFunction<Sample> measure) {
        var sorted = sorted(variant, measure);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Lines of a table in Markdown. */
    List<String> rows() {
        return samples.keySet().stream().map(this::row).toList();
    }

    private String row(Variant variant) {
        var sorted = sorted(variant, Sample::seconds);
        double median = median(variant, Sample::seconds);
        return "| %s | %s | %.2f | %.2f | %.2f | %,.0f | %.2f |"
                .formatted(
                        load,
                        variant.title(),
                        sorted.get(0),
                        median,
                        sorted.get(sorted.size() - 1),
                        load.events() / median,
                        median(variant, Sample::processorSeconds));
    }

    private List<Double> sorted(Variant variant, ToDoubleFunction<Sample> measure) {
        return samples.get(variant).stream()
                .map(measure::applyAsDouble)
                .sorted()
                .toList();
    }
}
