package io.chameleon.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.Failure;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.faults.Fault.Verdict;
import io.chameleon.runner.faults.FaultAt;
import io.chameleon.runner.faults.Moment;
import io.chameleon.runner.faults.Request;
import io.chameleon.runner.faults.StatementProxy;
import io.chameleon.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Other sessions in the way of the swap, and connections that get lost in it. */
class SwapLockIT {
    private static final String WRITE = "INSERT INTO sch_chameleon.t_log_replica"
            + " (i_id_batch, v_table_name, v_schema_name, enm_binlog_event) VALUES (2, 't1', 'dest1', 'insert')";

    private SmallReplica replica;

    @BeforeEach
    void create_a_replica() {
        replica = SmallReplica.create();
    }

    @AfterEach
    void drop_it() {
        replica.close();
    }

    /** Acts when the swap begins. */
    private record BeforeSwap(Runnable action) implements UpgradeListener {
        @Override
        public void stepStarted(UpgradeStep step) {
            if (step == UpgradeStep.SWAP_CATALOGUES) {
                action.run();
            }
        }
    }

    @Test
    void names_the_session_that_holds_a_table_and_gives_up_in_time() throws SQLException {
        try (Connection holder = replica.connect("a long report")) {
            UpgradeOptions impatient = UpgradeOptions.defaults().withLock(Duration.ofMillis(200), 2);
            long start = System.nanoTime();

            Failure failure = failureOf(replica.upgrade(impatient), new BeforeSwap(() -> hold(holder)));

            assertThat(failure.kind()).isEqualTo(FailureKind.LOCKED);
            assertThat(failure.code()).isEqualTo("swap.lock-timeout");
            assertThat(failure.problem())
                    .contains("2 attempts", "pid " + pid(holder), "usr_replica", "a long report", "t_index_def");
            assertThat(failure.remedy()).contains("--on-leftover=drop");
            assertThat(failure.liveCatalogue()).isEqualTo("1.7");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            assertThat(replica.version()).isEqualTo("1.7");
            assertThat(replica.schemas()).containsExactly("_sch_chameleon_version2", "sch_chameleon");
        }
    }

    @Test
    void tries_again_until_the_table_is_free() throws SQLException {
        try (Connection holder = replica.connect("a short report")) {
            UpgradeOptions patient = UpgradeOptions.defaults().withLock(Duration.ofMillis(100), 30);
            var listener = new BeforeSwap(() -> {
                hold(holder);
                CompletableFuture.runAsync(
                        () -> rollBack(holder), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
            });

            assertThat(replica.upgrade(patient).run(listener).outcome()).isEqualTo(UpgradeOutcome.DONE);
        }
    }

    @Test
    void lets_a_session_pass_that_waits_to_write_and_tries_again() throws Exception {
        replica.database().execute("CREATE SCHEMA _sch_chameleon_version2");
        var attempts = new AtomicInteger();
        var writer = new AtomicReference<CompletableFuture<Void>>();

        Databases.call(replica.database().dataSource(), session -> {
            new SchemaSwap(replica.database().dataSource(), session, Duration.ofSeconds(5), 3)
                    .run(Schemas.RETIRED, Schemas.STAGED, () -> {
                        if (attempts.incrementAndGet() == 1) {
                            writer.set(CompletableFuture.runAsync(
                                    () -> replica.database().execute(WRITE)));
                            await(SwapLockIT.this::somebodyWaits);
                        } else {
                            writer.get().join();
                        }
                    });
            return null;
        });

        assertThat(attempts).hasValue(2);
        assertThat(replica.text("SELECT count(*) FROM _sch_chameleon_version1.t_log_replica WHERE i_id_batch = 2"))
                .isEqualTo("1");
    }

    @Test
    void of_two_upgrades_at_once_one_wins_and_the_other_is_told_who() {
        var other = new AtomicReference<Failure>();
        var listener = new BeforeSwap(() -> other.set(failureOf(replica.upgrade(), UpgradeListener.SILENT)));

        assertThat(replica.upgrade().run(listener).outcome()).isEqualTo(UpgradeOutcome.DONE);

        assertThat(other.get().kind()).isEqualTo(FailureKind.LOCKED);
        assertThat(other.get().code()).isEqualTo("lock.taken");
        assertThat(other.get().problem()).contains("pid ", "usr_replica");
        assertThat(other.get().liveCatalogue()).isEqualTo("1.7");
    }

    @Test
    void a_rollback_does_not_start_while_an_upgrade_runs() {
        var other = new AtomicReference<Failure>();
        var listener = new BeforeSwap(() -> other.set(
                catchThrowableOfType(ChameleonException.class, () -> Upgrades.rollback(replica.database(), true)
                                .run())
                        .failure()));

        replica.upgrade().run(listener);

        assertThat(other.get().code()).isEqualTo("lock.taken");
    }

    @Test
    void finds_out_that_the_swap_has_committed_when_the_answer_got_lost() {
        try (var proxy = new StatementProxy(replica.database().port())) {
            var upgrade = replica.upgrade(through(proxy), UpgradeOptions.defaults());

            UpgradeResult result = upgrade.run(new BeforeSwap(() -> proxy.inject(cutAtCommit(Moment.BEFORE_ANSWER))));

            assertThat(result.outcome()).isEqualTo(UpgradeOutcome.DONE);
            assertThat(replica.version()).isEqualTo("2.0.10");
        }
    }

    @Test
    void finds_out_that_the_swap_has_not_committed_when_the_connection_got_lost() {
        CatalogueSnapshot before = replica.live();
        try (var proxy = new StatementProxy(replica.database().port())) {
            var upgrade = replica.upgrade(through(proxy), UpgradeOptions.defaults());

            Failure failure =
                    failureOf(upgrade, new BeforeSwap(() -> proxy.inject(cutAtCommit(Moment.BEFORE_REQUEST))));

            assertThat(failure.kind()).isEqualTo(FailureKind.FAILED);
            assertThat(failure.liveCatalogue()).isEqualTo("1.7");
            assertThat(replica.live().apartFromReplay()).isEqualTo(before.apartFromReplay());
        }
    }

    @Test
    void does_not_know_the_outcome_when_the_server_can_not_be_asked() {
        try (var proxy = new StatementProxy(replica.database().port())) {
            var upgrade = replica.upgrade(through(proxy), UpgradeOptions.defaults());

            Failure failure = failureOf(upgrade, new BeforeSwap(() -> proxy.inject(cutForGood(proxy))));

            assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN);
            assertThat(failure.code()).isEqualTo("commit.unknown");
            assertThat(failure.remedy()).contains("status");
            assertThat(failure.liveCatalogue()).isEqualTo("unknown");
            assertThat(replica.version()).isEqualTo("2.0.10");
        }
    }

    private PGSimpleDataSource through(StatementProxy proxy) {
        var source = new PGSimpleDataSource();
        source.setUrl(proxy.url(replica.database()));
        source.setUser(TestDatabase.OWNER);
        source.setPassword(TestDatabase.PASSWORD);
        return source;
    }

    private static FaultAt cutAtCommit(Moment moment) {
        return new FaultAt(Request::commits, moment, request -> Verdict.CUT);
    }

    /** The commit is done; its answer gets lost, and nobody reaches the server any more. */
    private static FaultAt cutForGood(StatementProxy proxy) {
        return new FaultAt(Request::commits, Moment.BEFORE_ANSWER, request -> {
            proxy.shutOut();
            return Verdict.CUT;
        });
    }

    private static Failure failureOf(CatalogueUpgrade upgrade, UpgradeListener listener) {
        return catchThrowableOfType(ChameleonException.class, () -> upgrade.run(listener))
                .failure();
    }

    private static void hold(Connection connection) {
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM sch_chameleon.t_index_def");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private boolean somebodyWaits() {
        return !replica.texts("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
                .isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        for (int look = 0; look < 500; look++) {
            if (condition.getAsBoolean()) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("waited in vain");
    }
}
