package io.chameleon.runner.backup;

import io.chameleon.runner.failure.ChameleonException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A client program of PostgreSQL.
 *
 * @param path an executable file
 * @param environment all variables that it is run with; they hold the password
 */
record PostgresProgram(Path path, Map<String, String> environment) {
    /** 128 and the number of SIGINT: before the program has connected. */
    private static final int ENDED_BY_CTRL_C = 130;

    /** What it says itself once it has. */
    private static final String TERMINATED = "terminated by user";

    private static final int SECONDS_TO_END = 5;

    /**
     * Finds a program.
     *
     * @param given where it is said to be
     * @param searchPath the directories where it is looked for otherwise, in the operating system's form, or null
     */
    static PostgresProgram find(String name, Optional<Path> given, Map<String, String> environment, String searchPath) {
        Path path = given.map(PostgresProgram::requireExecutable).orElseGet(() -> search(name, searchPath));
        return new PostgresProgram(path.toAbsolutePath(), environment);
    }

    /** The program of that name in the same directory, which is of the same version. */
    Optional<PostgresProgram> beside(String name) {
        return Optional.of(path.resolveSibling(name))
                .filter(PostgresProgram::isExecutable)
                .map(found -> new PostgresProgram(found, environment));
    }

    /** Runs the program to its end; when this thread is interrupted, ends it. */
    ProgramResult run(String... arguments) {
        Process process = start(arguments);
        // The output must be read meanwhile, or the program waits for ever to get rid of it.
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        try {
            process.getOutputStream().close();
            int exitCode = process.waitFor();
            String said = output.join();
            // Ctrl-C ends the program as well, which may be gone before this thread hears of it.
            if (exitCode == ENDED_BY_CTRL_C || exitCode != 0 && said.contains(TERMINATED)) {
                throw BackupFailure.interrupted(name());
            }
            return new ProgramResult(name(), exitCode, said);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw BackupFailure.interrupted(name());
        } catch (IOException e) {
            end(process);
            throw BackupFailure.failed(path + " can't be run: " + e.getMessage() + ".", e);
        }
    }

    private Process start(String... arguments) {
        var command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw ChameleonException.refused(
                    "backup.pg-dump-unusable",
                    path + " can't be run: " + e.getMessage() + ".",
                    "Name PostgreSQL's pg_dump with --pg-dump.");
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Where a pipe breaks, what was read until then isn't worth a failure of its own. */
    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), Charset.defaultCharset());
        } catch (IOException e) {
            return "";
        }
    }

    private String name() {
        return String.valueOf(path.getFileName());
    }

    private static Path requireExecutable(Path given) {
        if (!isExecutable(given)) {
            throw ChameleonException.usage(
                    "backup.pg-dump-unusable", given + " isn't a program that can be run.", "Correct --pg-dump.");
        }
        return given;
    }

    private static Path search(String name, String searchPath) {
        return Stream.ofNullable(searchPath)
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(PostgresProgram::isExecutable)
                .findFirst()
                .orElseThrow(() -> ChameleonException.refused(
                        "backup.pg-dump-missing",
                        "There is no " + name + " on the path, so that no backup can be made.",
                        "Install PostgreSQL's client programs, or name their pg_dump with --pg-dump."));
    }

    private static boolean isExecutable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /** Without the variables, which hold the password. */
    @Override
    public String toString() {
        return path.toString();
    }
}
