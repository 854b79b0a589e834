package io.chameleon.runner.cli;

import io.chameleon.migrations.CatalogueVersion;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The catalogue version that a command ends at, told by itself or by a release of pg_chameleon. */
final class TargetVersion {
    @Option(
            names = "--target",
            paramLabel = "VERSION",
            required = true,
            converter = Choice.Target.class,
            description = "Version that the catalogue is to have; default 2.0.10.")
    private CatalogueVersion version;

    @Option(
            names = "--for-release",
            paramLabel = "RELEASE",
            required = true,
            converter = Choice.Release.class,
            description = "The catalogue version that this release of pg_chameleon works with.")
    private CatalogueVersion release;

    /** @param given null where neither option was given */
    static CatalogueVersion orLatest(TargetVersion given) {
        return Optional.ofNullable(given).map(TargetVersion::chosen).orElse(CatalogueVersion.LATEST);
    }

    private CatalogueVersion chosen() {
        return version == null ? release : version;
    }
}
