package io.chameleon.runner.benchmark;

import io.chameleon.runner.replay.OnReplayError;
import io.chameleon.runner.replay.PendingReplay;
import io.chameleon.runner.replay.ReplayOptions;
import java.sql.SQLException;

/** The ways to apply the events of a load, each from an empty destination to the same rows. */
enum Variant {
    ENGINE("`fn_replay_mysql`", BenchmarkLayout.V2_0) {
        @Override
        void run(BenchmarkDatabase database) throws SQLException {
            callFunction(database);
        }
    },
    FALLBACK("`fn_replay_mysql`, event by event", BenchmarkLayout.V2_0) {
        @Override
        void run(BenchmarkDatabase database) throws SQLException {
            database.execute("SET chameleon.set_based_from = " + Integer.MAX_VALUE);
            callFunction(database);
            database.execute("RESET chameleon.set_based_from");
        }
    },
    EXECUTE("plain `EXECUTE` loop", BenchmarkLayout.V2_0) {
        @Override
        void run(BenchmarkDatabase database) throws SQLException {
            database.execute(Statements.RUN);
        }
    },
    NET_EFFECT("bare net-effect SQL", BenchmarkLayout.V2_0) {
        @Override
        void run(BenchmarkDatabase database) throws SQLException {
            NetEffect.run(database);
        }
    },
    PENDING("1.7 replay of the runner", BenchmarkLayout.V1_7) {
        @Override
        void run(BenchmarkDatabase database) throws SQLException {
            var options = ReplayOptions.of(OnReplayError.STOP)
                    .withSliceSize(database.load().sliceSize());
            new PendingReplay(database.connection(), "sch_chameleon", options).run();
        }
    };

    private final String title;
    private final BenchmarkLayout layout;

    Variant(String title, BenchmarkLayout layout) {
        this.title = title;
        this.layout = layout;
    }

    String title() {
        return title;
    }

    BenchmarkLayout layout() {
        return layout;
    }

    abstract void run(BenchmarkDatabase database) throws SQLException;

    /** As pg_chameleon's daemon does it: each call is a transaction. */
    private static void callFunction(BenchmarkDatabase database) throws SQLException {
        boolean mustContinue = true;
        while (mustContinue) {
            try (var statement = database.connection()
                    .prepareStatement(
                            "SELECT b_continue, v_table_error FROM sch_chameleon.fn_replay_mysql(?, 1, false)")) {
                statement.setInt(1, database.load().sliceSize());
                try (var status = statement.executeQuery()) {
                    status.next();
                    mustContinue = status.getBoolean(1);
                    if (status.getString(2) != null) {
                        throw new IllegalStateException(status.getString(2));
                    }
                }
            }
        }
    }
}
