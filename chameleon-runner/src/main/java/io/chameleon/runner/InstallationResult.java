package io.chameleon.runner;

import static java.util.Objects.requireNonNull;

import io.chameleon.migrations.CatalogueVersion;
import java.util.List;

/**
 * What an installation did.
 *
 * @param version version of the new catalogue
 * @param migrations versions and descriptions of the migrations that were applied, in order
 */
public record InstallationResult(CatalogueVersion version, List<String> migrations) {
    public InstallationResult {
        requireNonNull(version, "version");
        migrations = List.copyOf(migrations);
    }
}
