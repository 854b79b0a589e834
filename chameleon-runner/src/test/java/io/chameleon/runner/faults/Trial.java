package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.CatalogueSnapshot;
import io.chameleon.runner.cli.CommandResult;
import io.chameleon.runner.cli.JarProcess;
import io.chameleon.runner.cli.Operator;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A command that changes the catalogue, on a database of its own, with all that must hold however it ends. */
abstract class Trial implements AutoCloseable {
    private final TestDatabase database;
    private final Path directory;

    /** @param directory an empty one to run in */
    Trial(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
    }

    /** The version that is live before the command. */
    abstract String before();

    /** The version that is live when it is done. */
    abstract String after();

    /** The command, apart from what leads to the database. */
    abstract List<String> command();

    /** The same command, with what it needs after an attempt that has failed. */
    List<String> attempt() {
        return command();
    }

    /** The command to go on with when the first one has ended early. */
    abstract List<String> retry();

    /** Makes sure that the live catalogue, which has this version, is complete, and nothing beside it is lost. */
    abstract void assertComplete(String version) throws SQLException;

    /** Makes sure, once the command has been done, that nothing is lost and nothing was applied twice. */
    abstract void assertTruth() throws SQLException;

    /** The command with more options. */
    List<String> with(String... options) {
        var extended = new ArrayList<>(command());
        extended.addAll(List.of(options));
        return extended;
    }

    TestDatabase database() {
        return database;
    }

    /** Starts the command in a process that reaches the database by way of the proxy. */
    JarProcess start(StatementProxy proxy) throws IOException {
        return start(ClassArchive.process(directory), proxy.url(database));
    }

    /** Runs it in a process to its end. */
    CommandResult run(JarProcess.Builder process) throws IOException, InterruptedException {
        return start(process, database.url()).await();
    }

    private JarProcess start(JarProcess.Builder process, String url) throws IOException {
        return process.with("PGPASSWORD", TestDatabase.PASSWORD).start(leadingTo(url, command()));
    }

    /** Runs it in this process, by way of the proxy. */
    CommandResult run(StatementProxy proxy) {
        return run(command(), proxy);
    }

    /** Runs any command in this process, by way of the proxy. */
    CommandResult run(List<String> command, StatementProxy proxy) {
        return operate(proxy.url(database), command);
    }

    /**
     * Asks {@code status} which catalogue is live, and makes sure that it tells the truth and that this catalogue is
     * complete.
     */
    String live() throws SQLException {
        awaitEndOfSessions();
        CommandResult status = operate(database.url(), List.of("status", "--output", "json"));
        assertThat(status.exitCode()).as(status.err()).isZero();
        String version = status.liveCatalogue();
        assertThat(database.query("SELECT t_version FROM sch_chameleon.v_version"))
                .containsExactly(version);
        assertComplete(version);
        return version;
    }

    /** What stands beside the live catalogue, for people. */
    String beside() throws SQLException {
        return String.join("", database.query("""
                SELECT CASE nspname WHEN '_sch_chameleon_version1' THEN ' beside the old one' ELSE ' beside an attempt' END
                FROM pg_namespace WHERE nspname IN ('_sch_chameleon_version1', '_sch_chameleon_version2') ORDER BY 1
                """));
    }

    /** Runs the command again, until it is done, and looks at what it has come to. */
    void finish() throws SQLException {
        CommandResult result = operate(database.url(), retry());
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertTruth();
    }

    /** Runs any command in this process. */
    CommandResult operate(String... command) {
        return operate(database.url(), List.of(command));
    }

    CatalogueSnapshot snapshot(String schema) {
        return CatalogueSnapshot.of(database, schema);
    }

    private CommandResult operate(String url, List<String> command) {
        return Operator.at(directory).with("PGPASSWORD", TestDatabase.PASSWORD).run(leadingTo(url, command));
    }

    private static String[] leadingTo(String url, List<String> command) {
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--url", url, "--user", TestDatabase.OWNER));
        return arguments.toArray(String[]::new);
    }

    /** The server goes on with what a killed client has asked for last. */
    private void awaitEndOfSessions() throws SQLException {
        Await.until(
                "the end of the runner's sessions", () -> database.query("""
                SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                    AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                """).isEmpty());
    }

    @Override
    public void close() {
        database.close();
    }
}
