package io.chameleon.runner.config;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir
    private Path directory;

    private ConfigurationConversion conversion;

    @BeforeEach
    void converts() throws IOException {
        conversion = new LegacyFiles(directory).convert();
    }

    @Test
    void writes_passwords_into_a_file_of_the_owner_alone() throws IOException {
        Path file = directory.resolve("upgraded.yml");

        conversion.writeTo(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(fromString("rw-------"));
        assertThat(file).hasContent(conversion.withPasswords(true).text());
        assertThat(ReplicaConfiguration.read(file).destination().password().map(Secret::reveal))
                .contains("hunter3");
    }

    @Test
    void overwrites_nothing() throws IOException {
        Path file = Files.writeString(directory.resolve("upgraded.yml"), "mine");

        assertThat(refusal(file)).hasMessage(file + ": exists already. Name a new file; nothing is overwritten.");
        assertThat(file).hasContent("mine");
    }

    @Test
    void follows_no_symbolic_link() throws IOException {
        Path target = directory.resolve("elsewhere.yml");
        Path link = Files.createSymbolicLink(directory.resolve("upgraded.yml"), target);

        assertThat(refusal(link).failure().code()).isEqualTo("config.exists");
        assertThat(target).doesNotExist();
    }

    @Test
    void says_when_the_directory_does_not_exist() {
        Path file = directory.resolve("nowhere/upgraded.yml");

        assertThat(refusal(file).failure().code()).isEqualTo("config.unwritable");
    }

    @Test
    void says_when_the_file_system_has_no_permissions() throws IOException {
        Path archive = directory.resolve("archive.zip");
        try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path file = zip.getPath("/upgraded.yml");

            var refusal = refusal(file);

            assertThat(refusal.failure().code()).isEqualTo("config.not-private");
            assertThat(refusal).hasMessageContaining("its file system has no POSIX permissions");
            assertThat(file).doesNotExist();
        }
    }

    private ChameleonException refusal(Path file) {
        return catchThrowableOfType(ChameleonException.class, () -> conversion.writeTo(file));
    }
}
