package io.chameleon.runner.backup;

import static java.util.Objects.requireNonNull;

import io.chameleon.runner.config.ConnectionSettings;
import io.chameleon.runner.failure.ChameleonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Saves the catalogue with PostgreSQL's {@code pg_dump}, in its custom format, for {@code pg_restore}. The file has mode
 * 0600 and is complete or absent: it is written beside its place under another name, flushed to the disk, read back by
 * {@code pg_restore --list} where that is installed beside {@code pg_dump}, and renamed. Nothing is overwritten.
 */
public final class PgDump implements CatalogueBackup {
    private static final String SCHEMA = "sch_chameleon";
    /** A session that locks the catalogue's tables must not make the upgrade wait for ever. */
    private static final String LOCK_TIMEOUT_MILLISECONDS = "30000";

    private final ConnectionSettings connection;
    private final Path file;
    private final Optional<Path> program;
    private final Map<String, String> environment;

    /**
     * Saves with the {@code pg_dump} that is found on the path of the environment.
     *
     * @param connection the database of the catalogue, and a role that may read all of it
     * @param file the file to make, in a directory that exists
     * @param environment the environment variables to search and to run {@code pg_dump} with; its variables for
     *     connections don't count
     */
    public PgDump(ConnectionSettings connection, Path file, Map<String, String> environment) {
        this(connection, file, environment, Optional.empty());
    }

    private PgDump(ConnectionSettings connection, Path file, Map<String, String> environment, Optional<Path> program) {
        this.connection = requireNonNull(connection, "connection");
        this.file = file.toAbsolutePath();
        this.environment = Map.copyOf(environment);
        this.program = program;
    }

    /** The same with this {@code pg_dump}. */
    public PgDump withProgram(Path pgDump) {
        return new PgDump(connection, file, environment, Optional.of(pgDump));
    }

    /**
     * Looks at the file's place, at {@code pg_dump} and at the server.
     *
     * @throws ChameleonException of kind USAGE when the file exists, its directory doesn't, or {@code pg_dump} isn't
     *     where it was said to be; of kind REFUSED when there is no {@code pg_dump} on the path, or when it is older
     *     than the server
     */
    @Override
    public void requirePossible() {
        usableProgram();
    }

    @Override
    public String save() {
        PostgresProgram pgDump = usableProgram();
        try (PartialFile partial = PartialFile.create(file)) {
            pgDump.run(
                            "--format=custom",
                            "--schema=" + SCHEMA,
                            "--no-password",
                            "--lock-wait-timeout=" + LOCK_TIMEOUT_MILLISECONDS,
                            "--file=" + partial.path())
                    .requireSuccess();
            partial.flush();
            pgDump.beside("pg_restore").ifPresent(pgRestore -> requireReadable(pgRestore, partial.path()));
            partial.complete();
            return file + ", " + partial.size() + " bytes";
        } catch (IOException e) {
            throw BackupFailure.failed("The file " + file + " can't be written: " + e + ".", e);
        }
    }

    private PostgresProgram usableProgram() {
        PartialFile.requireNew(file);
        PostgresProgram pgDump = PostgresProgram.find("pg_dump", program, environment(), environment.get("PATH"));
        DumpVersion.requireNotOlder(pgDump, connection);
        return pgDump;
    }

    /** The variables given, with the connection in place of theirs. */
    private Map<String, String> environment() {
        return ProgramEnvironment.of(environment, connection);
    }

    private static void requireReadable(PostgresProgram pgRestore, Path dump) {
        ProgramResult list = pgRestore.run("--list", dump.toString());
        list.requireSuccess();
        if (List.of(list.output().split("\\R")).stream()
                .noneMatch(line -> line.contains(" SCHEMA - " + SCHEMA + " "))) {
            throw BackupFailure.failed("pg_restore doesn't find the schema " + SCHEMA + " in the backup.", null);
        }
    }
}
