package io.chameleon.runner.cli;

import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.report.SavedUpgrade;
import io.chameleon.runner.report.UpgradePage;
import java.util.function.Function;

/** Runs a command, whatever becomes of it, to one report and one exit code. */
final class Execution {
    private final Display display;
    private final Terminal terminal;
    private final Interruption interruption;
    private final Progress progress;
    private final Transcript transcript;

    Execution(String command, Display display, Terminal terminal, Interruption interruption) {
        this.display = display;
        this.terminal = terminal;
        this.interruption = interruption;
        this.progress = Progress.of(display, terminal);
        this.transcript = new Transcript(command, progress);
    }

    int run(Function<Transcript, Report> command) {
        interruption.whenNothingIsWritten(() -> print(transcript.interruptedEarly()));
        interruption.whenAwaited(progress::say);
        Report report = attempt(command);
        progress.end();
        print(report);
        return report.exitCode();
    }

    private Report attempt(Function<Transcript, Report> command) {
        try {
            return command.apply(transcript);
        } catch (ChameleonException e) {
            printStackTrace(e);
            return transcript.failed(e.failure());
        } catch (RuntimeException | Error e) {
            printStackTrace(e);
            return transcript.brokenBy(e);
        }
    }

    private void print(Report report) {
        transcript.reportFile().ifPresent(file -> writePage(file, report));
        display.format().print(report, display.isVerbose(), terminal);
        report.failure().ifPresent(failure -> {
            terminal.errPrinter().print(HumanFailure.render(failure));
            if (terminal.environment().containsKey("GITHUB_ACTIONS")) {
                new GitHubCommands(terminal.err()).error(failure.code(), failure.problem() + " " + failure.remedy());
            }
        });
    }

    /** At this point nothing that goes wrong with the page may change what is told of the upgrade. */
    private void writePage(ReportFile file, Report report) {
        try {
            file.write(UpgradePage.render(SavedUpgrade.parse(JsonReport.render(report))));
            terminal.errPrinter().print("The report is in " + file.path() + ".\n");
        } catch (RuntimeException e) {
            terminal.errPrinter().print("WARNING: there is no report: " + e.getMessage() + "\n");
            printStackTrace(e);
        }
    }

    private void printStackTrace(Throwable e) {
        if (display.isVerbose()) {
            progress.end();
            e.printStackTrace(terminal.err());
        }
    }
}
