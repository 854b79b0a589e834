package io.chameleon.migrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.java.FixedJavaMigrationResolver;

/**
 * The files in {@code db/chameleon}, named one by one: Flyway needn't scan the class path for them, and finds them in a jar
 * without directory entries too. To Flyway it provides the callbacks only, since migrations are resolved here. A test
 * compares all of them with what Flyway finds by itself.
 */
final class MigrationFiles implements ResourceProvider {
    /** In the order in which Flyway runs them; those without an ending are Java migrations. */
    private static final List<String> VERSIONED = List.of(
            "V2.0.0__Create_catalogue.sql",
            "V2_0_0_1__Import_catalogue_1_7",
            "V2.0.1__Widen_binlog_positions.sql",
            "V2.0.2__Add_pause_flags.sql",
            "V2.0.3__Add_maintenance_flag.sql",
            "V2.0.4__Add_gtid_set_of_batches.sql",
            "V2.0.5__Add_log_table_of_batches.sql",
            "V2.0.6__Replace_replay_function.sql",
            "V2.0.7__Keep_definitions_of_indexes_and_keys.sql",
            "V2.0.8__Keep_definitions_of_unique_keys.sql",
            "V2.0.9__Limit_names_to_64_characters.sql",
            "V2.0.10__Replace_replay_function_and_views.sql");

    /** The same; they run after the versioned ones. */
    private static final List<String> REPEATABLE = List.of("R__Create_functions");

    private static final List<String> CALLBACKS = List.of(
            "beforeBaseline__Refuse_catalogue_1_7.sql",
            "beforeBaseline__Refuse_running_sources.sql",
            "beforeEachMigrate__Refuse_running_sources.sql",
            "beforeMigrate__Refuse_other_baseline.sql",
            "beforeValidate__Refuse_catalogue_1_7.sql");

    private final List<LoadableResource> callbacks =
            CALLBACKS.stream().<LoadableResource>map(MigrationFile::new).toList();

    /** Version and description of the migrations that make a catalogue of that version, in the order in which they run. */
    static List<String> describe(CatalogueVersion target) {
        var described = new ArrayList<String>();
        for (String file : VERSIONED) {
            described.add(describe(file));
            if (file.startsWith("V" + target + "__")) {
                break;
            }
        }
        REPEATABLE.forEach(file -> described.add(describe(file)));
        return List.copyOf(described);
    }

    private static String describe(String file) {
        return (version(file) + " " + description(file)).strip();
    }

    private static String version(String file) {
        return file.substring(1, file.indexOf("__")).replace('_', '.');
    }

    private static String description(String file) {
        return file.substring(file.indexOf("__") + 2).replace(".sql", "").replace('_', ' ');
    }

    /** All migrations, as Flyway asks a resolver for them. */
    static Collection<ResolvedMigration> resolve(MigrationResolver.Context context) {
        var inJava = Stream.of(VERSIONED, REPEATABLE)
                .flatMap(List::stream)
                .filter(file -> !isScript(file))
                .map(MigrationFiles::javaMigration)
                .toArray(JavaMigration[]::new);
        var resolved = new ArrayList<ResolvedMigration>(scripts());
        resolved.addAll(new FixedJavaMigrationResolver(inJava).resolveMigrations(context));
        return resolved;
    }

    /** The versioned scripts. */
    static List<ScriptMigration> scripts() {
        return VERSIONED.stream()
                .filter(MigrationFiles::isScript)
                .map(file -> new ScriptMigration(file, version(file), description(file)))
                .toList();
    }

    private static boolean isScript(String file) {
        return file.endsWith(".sql");
    }

    /** By its name, as Flyway itself loads what it has found: its package depends on this one. */
    private static JavaMigration javaMigration(String name) {
        try {
            return (JavaMigration) Class.forName("db.chameleon." + name)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jar lacks " + name, e);
        }
    }

    @Override
    public LoadableResource getResource(String name) {
        return callbacks.stream()
                .filter(file -> name.equals(file.getRelativePath()) || name.equals(file.getAbsolutePath()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return callbacks.stream()
                .filter(file -> file.getFilename().startsWith(prefix))
                .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                .toList();
    }
}
