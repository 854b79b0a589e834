package io.chameleon.runner;

import java.util.ArrayList;
import java.util.List;

/** Collects the findings of one precondition; without any finding the precondition has passed. */
final class CheckList {
    private final String id;
    private final List<Check> findings = new ArrayList<>();

    CheckList(String id) {
        this.id = id;
    }

    void warn(String found, String remedy) {
        findings.add(Check.warn(id, found, remedy));
    }

    void fail(String found, String remedy) {
        findings.add(Check.fail(id, found, remedy));
    }

    List<Check> orPass(String found) {
        return findings.isEmpty() ? List.of(Check.pass(id, found)) : List.copyOf(findings);
    }
}
