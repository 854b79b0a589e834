package io.chameleon.runner.cli;

import io.chameleon.migrations.CatalogueVersion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows. */
final class RunnerVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "chameleon-runner " + number(),
            "upgrades the replica catalogue " + served(CatalogueVersion.V1_7) + " to " + served(CatalogueVersion.LATEST)
        };
    }

    /** The version in the jar's manifest. */
    static String number() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not built)");
    }

    private static String served(CatalogueVersion version) {
        return version + " (of " + releases(version) + ")";
    }

    /** The releases that work with a catalogue: {@code pg_chameleon 2.0.18 to 2.0.20}. */
    static String releases(CatalogueVersion version) {
        List<String> releases = version.serves();
        String first = releases.get(0);
        String last = releases.get(releases.size() - 1);
        return "pg_chameleon " + (first.equals(last) ? last : first + " to " + last);
    }
}
