package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library in a jar that lists files only, as some tools that merge jars make them: nothing there can be scanned. */
class JarWithoutDirectoriesIT {
    @Test
    void migrates(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("migrations.jar");
        copyFiles(
                Path.of(CatalogueMigrations.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                jar);

        try (TestDatabase database = TestDatabase.create();
                var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new OtherClasses())) {
            Class<?> migrations = loader.loadClass(CatalogueMigrations.class.getName());
            var configuration = (FluentConfiguration) migrations
                    .getMethod("configure", DataSource.class, String.class)
                    .invoke(null, database.dataSource(), CatalogueMigrations.SCHEMA);
            configuration.load().migrate();

            assertThat(migrations).isNotSameAs(CatalogueMigrations.class);
            try (var connection = database.connect()) {
                assertThat(Queries.rows(connection, "SELECT t_version FROM sch_chameleon.v_version"))
                        .containsExactly("2.0.10");
            }
        }
        try (var copy = new JarFile(jar.toFile())) {
            assertThat(copy.stream().filter(ZipEntry::isDirectory)).isEmpty();
        }
    }

    /** Copies the files of a directory, or of another jar. */
    private static void copyFiles(Path classes, Path jar) throws IOException {
        if (Files.isDirectory(classes)) {
            copyFilesBelow(classes, jar);
        } else {
            try (FileSystem other = FileSystems.newFileSystem(classes)) {
                copyFilesBelow(other.getPath("/"), jar);
            }
        }
    }

    private static void copyFilesBelow(Path root, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile);
                var copy = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                copy.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, copy);
                copy.closeEntry();
            }
        }
    }

    /** All that the tests can see but the library itself. */
    private static final class OtherClasses extends ClassLoader {
        OtherClasses() {
            super(CatalogueMigrations.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (isOfLibrary(name.replace('.', '/'))) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            return isOfLibrary(name) ? null : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return isOfLibrary(name) ? Collections.emptyEnumeration() : super.getResources(name);
        }

        private static boolean isOfLibrary(String name) {
            return name.startsWith("io/chameleon/migrations/") || name.startsWith("db/chameleon/");
        }
    }
}
