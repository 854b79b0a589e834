package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

/**
 * What one precondition of an upgrade came to.
 *
 * @param id stable identifier, lower case with dashes, such as {@code source-status}; several findings can share it
 * @param outcome whether the upgrade may go on
 * @param found what was found, with names
 * @param remedy what to do, empty for {@link CheckOutcome#PASS}
 */
public record Check(String id, CheckOutcome outcome, String found, String remedy) {
    public Check {
        requireNonNull(id, "id");
        requireNonNull(outcome, "outcome");
        requireNonNull(found, "found");
        requireNonNull(remedy, "remedy");
        if (outcome != CheckOutcome.PASS && remedy.isBlank()) {
            throw new IllegalArgumentException("a finding needs a remedy: " + found);
        }
    }

    static Check pass(String id, String found) {
        return new Check(id, CheckOutcome.PASS, found, "");
    }

    static Check warn(String id, String found, String remedy) {
        return new Check(id, CheckOutcome.WARN, found, remedy);
    }

    static Check fail(String id, String found, String remedy) {
        return new Check(id, CheckOutcome.FAIL, found, remedy);
    }

    public boolean failed() {
        return outcome == CheckOutcome.FAIL;
    }
}
