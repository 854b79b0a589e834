package io.chameleon.runner.cli;

import java.io.PrintStream;

/** Commands that GitHub Actions reads out of a job's log, one line each. */
record GitHubCommands(PrintStream log) {
    /** Begins a part of the log that is folded. */
    void group(String title) {
        command("group", title);
    }

    void endGroup() {
        command("endgroup", "");
    }

    /** Shows a warning on the page of the run. */
    void warning(String title, String text) {
        command("warning title=" + property(title), text);
    }

    /** Shows an error on the page of the run. */
    void error(String title, String text) {
        command("error title=" + property(title), text);
    }

    private void command(String command, String text) {
        log.print("::" + command + "::" + data(text) + "\n");
        log.flush();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
