package io.chameleon.runner.cli;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.Check;
import io.chameleon.runner.CheckOutcome;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradePlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the operator how an upgrade goes on: what was found and what is planned, once each, however often the library
 * tells it; the steps in a way that suits who looks.
 */
abstract class Progress implements UpgradeListener {
    private final Printer printer;
    private boolean findingsTold;
    private boolean planTold;

    Progress(Printer printer) {
        this.printer = requireNonNull(printer, "printer");
    }

    /** The progress for whoever looks at standard error. */
    static Progress of(Display display, Terminal terminal) {
        var environment = terminal.environment();
        if (display.isQuiet()) {
            return new QuietProgress(terminal.errPrinter(), display.asks());
        }
        // The log of --verbose would get into a line that moves.
        boolean live = !display.isVerbose()
                && Stream.of("CI", "GITHUB_ACTIONS").noneMatch(environment::containsKey)
                && terminal.screen().showsErr();
        if (live) {
            return new LiveProgress(terminal.errPrinter());
        }
        return environment.containsKey("GITHUB_ACTIONS")
                ? new GroupedProgress(terminal.errPrinter())
                : new LineProgress(terminal.errPrinter());
    }

    @Override
    public final void checked(List<Check> checks) {
        List<Check> findings = checks.stream()
                .filter(check -> check.outcome() != CheckOutcome.PASS)
                .toList();
        if (!findingsTold && !findings.isEmpty()) {
            found(findings);
        }
        findingsTold = true;
    }

    @Override
    public final void planned(UpgradePlan plan) {
        if (!planTold) {
            willDo(plan);
        }
        planTold = true;
    }

    /** Hears of the preconditions that don't simply hold. */
    void found(List<Check> findings) {
        say(HumanChecks.render(findings));
    }

    /** Hears of what will be done. */
    void willDo(UpgradePlan plan) {
        say(HumanPlan.summary(plan, printer.folding().columns()));
    }

    /** Prints to standard error. */
    final Printer printer() {
        return printer;
    }

    /** Says something out of turn; callable from any thread. */
    abstract void say(String text);

    /** Nothing more comes: sets off what the command came to. */
    void end() {}
}
