package io.chameleon.runner.cli;

import io.chameleon.runner.failure.ChameleonException;
import java.util.function.Function;

/** Runs a command, whatever becomes of it, to one report and one exit code. */
final class Execution {
    private final OutputFormat format;
    private final boolean verbose;
    private final Terminal terminal;
    private final Interruption interruption;
    private final Progress progress;
    private final Transcript transcript;

    Execution(String command, OutputFormat format, boolean verbose, Terminal terminal, Interruption interruption) {
        this.format = format;
        this.verbose = verbose;
        this.terminal = terminal;
        this.interruption = interruption;
        this.progress = new Progress(terminal.err());
        this.transcript = new Transcript(command, progress);
    }

    int run(Function<Transcript, Report> command) {
        interruption.whenNothingIsWritten(() -> print(transcript.interruptedEarly()));
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
        terminal.out().print(format.render(report, verbose));
        terminal.out().flush();
        terminal.err().print(HumanFailure.render(report));
        terminal.err().flush();
    }

    private void printStackTrace(Throwable e) {
        if (verbose) {
            progress.end();
            e.printStackTrace(terminal.err());
        }
    }
}
