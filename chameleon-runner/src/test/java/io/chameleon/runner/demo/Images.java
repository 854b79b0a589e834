package io.chameleon.runner.demo;

import io.chameleon.runner.cli.RecordedTerminal;
import io.chameleon.runner.report.PagePicture;
import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the pictures of the README anew, from an upgrade that it runs. */
public final class Images {
    private static final int COLUMNS = 124;

    private Images() {}

    /** @param arguments the directory to write to */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path images = Files.createDirectories(Path.of(arguments[0]));
        Path home = Files.createTempDirectory("chameleon-images");
        Path page = home.resolve("upgrade.html");
        try (TestDatabase database = Scenario.INSERT.database()) {
            Path directory =
                    Files.createDirectories(home.resolve(".pg_chameleon").resolve("configuration"));
            Files.writeString(directory.resolve("upgraded.yml"), Scenario.INSERT.configuration(database));
            String shown =
                    RecordedTerminal.run(home, COLUMNS, "upgrade", "--config", "upgraded", "--report", page.toString());
            Files.writeString(
                    images.resolve("upgrade.svg"),
                    TerminalPicture.of(
                            shown.replace(home.toString() + "/", ""), COLUMNS, "A terminal in which an upgrade runs"));
        }
        Path profile = Files.createDirectory(home.resolve("profile"));
        PagePicture.take(page, images.resolve("report.png"), 1000, 1180, profile);
        System.exit(0);
    }
}
