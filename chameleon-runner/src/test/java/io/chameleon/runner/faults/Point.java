package io.chameleon.runner.faults;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Where a procedure stands when something happens to it, told by what it asks of the server. */
enum Point {
    LOCKED("pg_try_advisory_lock"),
    REPLAY("pg_temp.replay_events("),
    EMPTY_STAGE("CREATE SCHEMA _sch_chameleon_version2"),
    FIRST_MIGRATION("CREATE TABLE t_discarded_rows"),
    HISTORY("<< Flyway Baseline >>"),
    MIGRATION_ON_THE_WAY("'2.0.5'::text AS t_version"),
    IMPORT("INSERT INTO t_last_received"),
    LAST_MIGRATION("'2.0.10'::text AS t_version"),
    COORDINATES("SET b_consistent = false"),
    VERIFICATION("'the owner of '"),
    ROW_COUNTS("FROM ONLY sch_chameleon.\"t_ukeys\""),
    TABLE_LOCKS("LOCK TABLE"),
    SWAP("RENAME TO sch_chameleon"),
    COMMIT("") {
        @Override
        Predicate<Request> reached() {
            // Only the transaction that counts is announced to the server under its number.
            var announced = new AtomicBoolean();
            return request -> {
                announced.compareAndSet(false, request.mentions("txid_current()"));
                return announced.get() && request.commits();
            };
        }
    };

    private final String sign;

    Point(String sign) {
        this.sign = sign;
    }

    /** True of the first request of this point, and perhaps of later ones. */
    Predicate<Request> reached() {
        return request -> request.mentions(sign);
    }
}
