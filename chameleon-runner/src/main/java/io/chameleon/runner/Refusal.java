package io.chameleon.runner;

import io.chameleon.runner.failure.ChameleonException;
import java.util.List;

/** Turns failed checks into the exception that refuses an upgrade. */
final class Refusal {
    private Refusal() {}

    static void throwIfAnyFailed(List<Check> checks) {
        List<Check> failed = checks.stream().filter(Check::failed).toList();
        if (failed.isEmpty()) {
            return;
        }
        Check first = failed.get(0);
        String others = failed.size() == 1 ? "" : " (" + (failed.size() - 1) + " more of this kind: run check)";
        throw ChameleonException.refused("check." + first.id(), first.found() + others, first.remedy());
    }
}
