package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.List;

/** The lines that one of two states has and the other hasn't. */
final class Differences {
    private final List<String> lines = new ArrayList<>();

    void add(String what, List<String> actual, List<String> expected) {
        var missing = new ArrayList<>(expected);
        var surplus = new ArrayList<String>();
        for (String line : actual) {
            if (!missing.remove(line)) {
                surplus.add(line);
            }
        }
        missing.forEach(line -> lines.add("- " + what + ": " + line));
        surplus.forEach(line -> lines.add("+ " + what + ": " + line));
    }

    /** Expected lines that are missing begin with a minus, those that nobody expected with a plus. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
