package io.chameleon.runner.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** The line at the cursor, drawn again and again by a thread of the progress bar's. */
final class LiveLine {
    /** In place of a total: it isn't known how much there is to do. */
    static final long UNCOUNTED = -1;

    private static final int MILLISECONDS_BETWEEN_FRAMES = 100;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream stream;
    private final int columns;
    private ProgressBar bar;
    private Object turn;

    LiveLine(PrintStream stream, int columns) {
        this.stream = stream;
        this.columns = columns;
    }

    /** @param total of what is counted, or {@link #UNCOUNTED} */
    synchronized void start(String label, long total) {
        end();
        var mine = new Object();
        turn = mine;
        bar = new ProgressBarBuilder()
                .setTaskName(label)
                .setInitialMax(total)
                .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_FRAMES)
                .continuousUpdate()
                .setRenderer(new StepRenderer())
                .setConsumer(new DelegatingProgressBarConsumer(frame -> draw(frame, mine), columns))
                .build();
    }

    /** @param pace shown behind the bar */
    synchronized void advance(long done, long total, String pace) {
        if (bar != null) {
            bar.maxHint(total).stepTo(done).setExtraMessage(pace);
        }
    }

    /** Prints something above. */
    synchronized void interrupt(Runnable printing) {
        if (bar != null) {
            stream.print(CLEAR);
        }
        printing.run();
    }

    synchronized void end() {
        if (bar != null) {
            // Closing a bar waits for its last frame and swallows an interruption, which has to end the upgrade. So
            // another thread waits.
            var closing = new Thread(bar::close, "progress");
            closing.setDaemon(true);
            closing.start();
            bar = null;
            turn = null;
            stream.print(CLEAR);
            stream.flush();
        }
    }

    /** A bar that has been ended may still have a frame to draw. */
    private synchronized void draw(String frame, Object whose) {
        if (turn == whose) {
            stream.print("\r" + frame + "\u001b[K");
            stream.flush();
        }
    }
}
