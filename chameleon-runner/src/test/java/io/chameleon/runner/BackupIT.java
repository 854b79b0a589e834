package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.backup.CatalogueBackup;
import io.chameleon.runner.backup.PgDump;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupIT {
    @TempDir
    private Path directory;

    @TempDir
    private Path bin;

    private SmallReplica replica;
    private Path file;

    @BeforeEach
    void create() {
        replica = SmallReplica.create();
        file = directory.resolve("before.dump");
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void restores_a_catalogue_1_7_as_it_was_before_the_upgrade() throws Exception {
        var programs = PostgresPrograms.require(replica.database());
        var before = replica.live();

        UpgradeResult result = upgrade(
                        new PgDump(PostgresPrograms.connection(replica.database()), file, programs.environment()))
                .run(UpgradeListener.SILENT);

        assertThat(result.steps())
                .extracting(StepResult::step)
                .startsWith(
                        UpgradeStep.CHECK_PRECONDITIONS,
                        UpgradeStep.BACK_UP_CATALOGUE,
                        UpgradeStep.REPLAY_PENDING_BATCHES);
        assertThat(result.steps().get(1).summary()).contains(file.toString(), Files.size(file) + " bytes");
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining(path -> !path.equals(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(restored(programs)).isEqualTo(before);
        assertThat(replica.live()).isNotEqualTo(before);
    }

    @Test
    void restores_a_2_0_catalogue_as_it_was_before_the_upgrade() throws Exception {
        try (var database = Catalogue20.database("2.0.3")) {
            var programs = PostgresPrograms.require(database);
            Catalogue20.existingIn(database).source("mysql", "stopped");
            var before = CatalogueSnapshot.of(database, "sch_chameleon");

            upgradeWithin(database, programs);

            assertThat(restored(programs)).isEqualTo(before);
        }
    }

    @Test
    void the_database_and_the_file_may_have_any_name() throws Exception {
        file = directory.resolve("$(touch x) `x` \"'; -- %s é.dump");
        try (var database = TestDatabase.createNamed("dbname=postgres \"; -- ' % $(x) é")) {
            var programs = PostgresPrograms.require(database);
            Catalogue20.installIn(database, "2.0.9").source("mysql", "stopped");
            var before = CatalogueSnapshot.of(database, "sch_chameleon");

            upgradeWithin(database, programs);

            assertThat(restored(programs)).isEqualTo(before);
        }
    }

    @Test
    void a_catalogue_that_is_up_to_date_needs_no_backup() throws Exception {
        Files.writeString(file, "of the run before");
        try (var database = Catalogue20.database("2.0.10")) {
            var upgrade = new CatalogueUpgrade(
                    database.dataSource(),
                    Upgrades.anyConfiguration(),
                    UpgradeOptions.defaults().withBackup(fake("exit 1")));

            assertThat(upgrade.plan().from()).isEqualTo(upgrade.plan().target());
            assertThat(upgrade.run(UpgradeListener.SILENT).outcome()).isEqualTo(UpgradeOutcome.NOTHING_TO_DO);
        }
        assertThat(file).hasContent("of the run before");
    }

    @Test
    void an_application_may_have_a_way_of_its_own() {
        var seen = new ArrayList<Object>();
        CatalogueBackup own = () -> {
            seen.add(replica.everything());
            return "saved";
        };
        var before = replica.everything();

        upgrade(own).run(UpgradeListener.SILENT);

        assertThat(seen).containsExactly(before);
    }

    @Test
    void refuses_to_overwrite_a_file() throws Exception {
        Files.writeString(file, "precious");

        assertRefusedEarly(fake("exit 0"), FailureKind.USAGE, "backup.exists");

        assertThat(file).hasContent("precious");
    }

    @Test
    void refuses_a_directory_that_does_not_exist() {
        file = directory.resolve("missing").resolve("before.dump");

        assertRefusedEarly(fake("exit 0"), FailureKind.USAGE, "backup.directory");
    }

    @Test
    void refuses_when_there_is_no_pg_dump_on_the_path() {
        var pgDump = new PgDump(PostgresPrograms.connection(replica.database()), file, Map.of("PATH", bin.toString()));

        Failure failure = assertRefusedEarly(pgDump, FailureKind.REFUSED, "backup.pg-dump-missing");

        assertThat(failure.remedy()).contains("--pg-dump");
    }

    @Test
    void refuses_a_pg_dump_that_cannot_be_run() throws Exception {
        Path text = Files.writeString(bin.resolve("pg_dump"), "not executable");
        var pgDump = new PgDump(PostgresPrograms.connection(replica.database()), file, System.getenv());

        assertRefusedEarly(pgDump.withProgram(text), FailureKind.USAGE, "backup.pg-dump-unusable");
    }

    @Test
    void refuses_something_else_than_pg_dump() {
        var pgDump = new PgDump(PostgresPrograms.connection(replica.database()), file, System.getenv());

        assertRefusedEarly(pgDump.withProgram(Path.of("/bin/false")), FailureKind.REFUSED, "backup.pg-dump-unusable");
    }

    @Test
    void refuses_a_pg_dump_that_is_older_than_the_server() {
        Path old = FakePgDump.ofVersion(bin, "9.6.24", "touch \"$file\"");

        Failure failure = assertRefusedEarly(using(old), FailureKind.REFUSED, "backup.pg-dump-old");

        assertThat(failure.problem()).contains(old.toString(), "version 9");
    }

    @Test
    void a_pg_dump_that_fails_leaves_nothing_and_ends_the_upgrade() {
        Failure failure = assertFailed(fake("echo half > \"$file\"; echo 'disk full' >&2; exit 1"));

        assertThat(failure.code()).isEqualTo("backup.failed");
        assertThat(failure.problem()).contains("exit code 1", "disk full");
        assertThat(failure.remedy()).contains("nothing was changed");
    }

    @Test
    void a_pg_dump_that_is_killed_leaves_nothing_and_ends_the_upgrade() {
        Failure failure = assertFailed(fake("echo half > \"$file\"; kill -9 $$"));

        assertThat(failure.problem()).contains("exit code 137");
    }

    @Test
    void a_backup_that_pg_restore_cannot_read_is_none() {
        FakePgDump.restore(bin, "echo 'input file does not appear to be a valid archive' >&2; exit 1");

        assertThat(assertFailed(fake("echo garbage > \"$file\"")).problem()).contains("a valid archive");
    }

    @Test
    void a_backup_without_the_catalogue_is_none() {
        FakePgDump.restore(bin, "echo '6; 2615 16385 SCHEMA - another postgres'");

        assertThat(assertFailed(fake("echo empty > \"$file\"")).problem()).contains("sch_chameleon");
    }

    @Test
    @Timeout(20)
    void an_interruption_ends_pg_dump_and_leaves_nothing() {
        var worker = Thread.currentThread();
        var started = bin.resolve("started");
        var interrupter = new Thread(() -> {
            while (!Files.exists(started)) {
                Thread.onSpinWait();
            }
            worker.interrupt();
        });
        interrupter.start();

        Failure failure;
        try {
            failure = assertFailed(fake("echo half > \"$file\"; touch '" + started + "'; exec sleep 60"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(failure.code()).isEqualTo("interrupted");
    }

    /**
     * It has a handler of its own once it has connected; before that the signal ends it, which Java tells as an exit code:
     * a signal itself doesn't reach a process of a build that runs in the background.
     */
    @ParameterizedTest
    @ValueSource(strings = {"exit 130", "echo 'pg_dump: terminated by user' >&2; exit 1"})
    void a_pg_dump_that_ctrl_c_has_ended_is_an_interruption(String end) {
        assertThat(assertFailed(fake(end)).code()).isEqualTo("interrupted");
    }

    @Test
    void the_password_is_not_on_the_command_line() throws Exception {
        Path record = bin.resolve("record");
        var environment = new HashMap<>(System.getenv());
        environment.put("PGHOSTADDR", "192.0.2.1");
        var pgDump = new PgDump(PostgresPrograms.connection(replica.database()), file, environment)
                .withProgram(FakePgDump.that(bin, "echo \"$*\" > '%1$s'; env >> '%1$s'; exit 1".formatted(record)));

        assertFailed(pgDump);

        List<String> lines = Files.readAllLines(record);
        assertThat(lines.get(0))
                .contains("--format=custom", "--schema=sch_chameleon", "--no-password")
                .doesNotContain(TestDatabase.PASSWORD);
        assertThat(lines)
                .contains(
                        "PGHOST=localhost",
                        "PGPORT=" + replica.database().port(),
                        "PGDATABASE=" + replica.database().name(),
                        "PGUSER=" + TestDatabase.OWNER,
                        "PGPASSWORD=" + TestDatabase.PASSWORD)
                .noneMatch(line -> line.startsWith("PGHOSTADDR"));
    }

    private void upgradeWithin(TestDatabase database, PostgresPrograms programs) {
        var pgDump = new PgDump(PostgresPrograms.connection(database), file, programs.environment());
        new CatalogueUpgrade(
                        database.dataSource(),
                        Upgrades.anyConfiguration(),
                        UpgradeOptions.defaults().withBackup(pgDump))
                .run(UpgradeListener.SILENT);
    }

    private PgDump fake(String dumps) {
        return using(FakePgDump.that(bin, dumps));
    }

    private PgDump using(Path program) {
        return new PgDump(PostgresPrograms.connection(replica.database()), file, System.getenv()).withProgram(program);
    }

    private CatalogueUpgrade upgrade(CatalogueBackup backup) {
        return replica.upgrade(UpgradeOptions.defaults().withBackup(backup));
    }

    /** By the plan, which is made before the operator is asked, and by the upgrade. */
    private Failure assertRefusedEarly(CatalogueBackup backup, FailureKind kind, String code) {
        var before = replica.everything();
        Failure planned = failureOf(() -> upgrade(backup).plan());
        Failure failure = failureOf(() -> upgrade(backup).run(UpgradeListener.SILENT));
        assertThat(planned.code()).isEqualTo(code);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(replica.everything()).isEqualTo(before);
        return failure;
    }

    private Failure assertFailed(CatalogueBackup backup) {
        var before = replica.everything();
        Failure failure = failureOf(() -> upgrade(backup).run(UpgradeListener.SILENT));
        // Looking at the result would be interrupted as well.
        boolean interrupted = Thread.interrupted();
        assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
        assertThat(failure.liveCatalogue()).isEqualTo("1.7");
        assertThat(directory).isEmptyDirectory();
        assertThat(replica.everything()).isEqualTo(before);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private static Failure failureOf(ThrowingCallable call) {
        var thrown = catchThrowableOfType(ChameleonException.class, call);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private CatalogueSnapshot restored(PostgresPrograms programs) throws Exception {
        try (var other = TestDatabase.create()) {
            programs.restore(file, other);
            return CatalogueSnapshot.of(other, "sch_chameleon");
        }
    }
}
