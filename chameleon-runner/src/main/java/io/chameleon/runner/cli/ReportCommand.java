package io.chameleon.runner.cli;

import io.chameleon.runner.report.ResultFile;
import io.chameleon.runner.report.UpgradePage;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code report}: a page on an upgrade, made of its saved result. */
@Command(
        name = "report",
        header = "Make a page on an upgrade out of its saved result.",
        description = "Makes the page that upgrade --report writes out of what upgrade --output json has printed."
                + " Without --out it goes to standard output. Connects to nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner report --from upgrade.json --out upgrade.html",
            "  chameleon-runner report --from upgrade.json > upgrade.html"
        })
final class ReportCommand implements Verb {
    @Option(
            names = "--from",
            paramLabel = "FILE",
            required = true,
            description = "The JSON of an upgrade, whatever became of it.")
    private Path from;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the page to this file; an earlier page is replaced, no other file.")
    private Path out;

    @Override
    public Report run(Invocation invocation) {
        String html = UpgradePage.render(ResultFile.read(from));
        if (out != null) {
            ReportFile.require(out).write(html);
        }
        invocation.transcript().about(out == null ? new Subject.Page(html) : new Subject.PageFile(out));
        return invocation.transcript().done(Versions.UNKNOWN);
    }
}
