package io.chameleon.runner.cli;

import io.chameleon.runner.UpgradePlan;

/** Tells findings alone, and what will be done only to somebody who is asked whether to do it. */
final class QuietProgress extends Progress {
    private final boolean asks;

    QuietProgress(Printer printer, boolean asks) {
        super(printer);
        this.asks = asks;
    }

    @Override
    void willDo(UpgradePlan plan) {
        if (asks) {
            super.willDo(plan);
        }
    }

    @Override
    void say(String text) {
        printer().print(text);
    }
}
