package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/db/chameleon");

    static List<Path> scripts() throws Exception {
        try (var files = Files.list(SCRIPTS)) {
            return files.sorted().toList();
        }
    }

    static List<Path> versioned() throws Exception {
        return scripts().stream()
                .filter(script -> script.getFileName().toString().startsWith("V"))
                .toList();
    }

    /** One guard at two events is two files. */
    @ParameterizedTest
    @ValueSource(strings = {"Refuse_catalogue_1_7", "Refuse_running_sources"})
    void a_guard_is_the_same_at_every_event(String guard) throws Exception {
        var texts = new ArrayList<String>();
        for (Path script : scripts()) {
            if (script.getFileName().toString().endsWith("__" + guard + ".sql")) {
                texts.add(Files.readString(script));
            }
        }
        assertThat(texts).hasSize(2).containsOnly(texts.get(0));
    }

    @Test
    void there_is_one_script_for_each_version() throws Exception {
        assertThat(versioned())
                .extracting(script -> script.getFileName().toString().replaceFirst("V(.*)__.*", "$1"))
                .containsExactlyInAnyOrderElementsOf(CatalogueVersion.all().stream()
                        .filter(CatalogueVersion.V1_7::isBefore)
                        .map(CatalogueVersion::number)
                        .toList());
    }

    @Test
    void flyway_is_told_every_script() throws Exception {
        Stream<String> callbacks = new MigrationFiles()
                .getResources("", new String[] {""}).stream().map(LoadableResource::getFilename);
        Stream<String> migrations = MigrationFiles.scripts().stream().map(ResolvedMigration::getScript);
        assertThat(Stream.concat(callbacks, migrations))
                .containsExactlyInAnyOrderElementsOf(scripts().stream()
                        .map(script -> script.getFileName().toString())
                        .toList());
    }

    /** A checksum is taken after placeholders are replaced, and a staged catalogue must validate when it is live. */
    @ParameterizedTest
    @MethodSource("versioned")
    void no_migration_has_a_placeholder(Path script) throws Exception {
        assertThat(Files.readString(script)).doesNotContain("${");
    }

    @ParameterizedTest
    @MethodSource("versioned")
    void no_versioned_script_names_the_schema(Path script) throws Exception {
        assertThat(Files.readString(script)).doesNotContain("sch_chameleon");
    }
}
