package io.chameleon.runner.cli;

import io.chameleon.runner.config.ConfigurationConversion;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code convert-config}: makes one 2.0 configuration out of those of 1.8. */
@Command(
        name = "convert-config",
        header = "Make a 2.0 configuration out of those of 1.8.",
        description = "Makes one 2.0 configuration with one source out of the 1.8 configurations that read from one"
                + " MySQL server. Without --out it goes to standard output, without passwords. Connects to"
                + " nothing.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chameleon-runner convert-config sales.yaml stock.yaml --source mysql",
            "  chameleon-runner convert-config ~/.pg_chameleon/config/*.yaml --source mysql \\",
            "      --out ~/.pg_chameleon/configuration/upgraded.yml"
        })
final class ConvertConfigCommand implements Verb {
    @Parameters(paramLabel = "OLD.yaml", arity = "1..*", description = "1.8 configurations, one source each.")
    private List<Path> old;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description = "Name of the source in the new configuration.")
    private String source;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it, with the passwords, to this new file that its owner alone can read.")
    private Path out;

    @Option(names = "--show-passwords", description = "Show the passwords on standard output too.")
    private boolean showPasswords;

    @Override
    public Report run(Invocation invocation) {
        var conversion = ConfigurationConversion.of(old, source).withPasswords(showPasswords);
        if (out != null) {
            conversion.writeTo(out);
        }
        invocation.tell(HumanConversion.notes(conversion.notes()));
        invocation.transcript().about(subject(conversion));
        return invocation.transcript().done(Versions.UNKNOWN);
    }

    private Subject subject(ConfigurationConversion conversion) {
        return out == null
                ? new Subject.Converted(conversion.text(), conversion.notes())
                : new Subject.ConvertedFile(out, conversion.notes());
    }
}
