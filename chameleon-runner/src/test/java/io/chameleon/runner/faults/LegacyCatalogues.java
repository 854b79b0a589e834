package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.CatalogueSnapshot;

/** Compares 1.7 catalogues row by row. */
final class LegacyCatalogues {
    private LegacyCatalogues() {}

    /** Nothing differs but what the replay of pending batches leaves behind, and it takes rows of the log only away. */
    static void assertSameButForReplay(CatalogueSnapshot before, CatalogueSnapshot now) {
        assertThat(now.apartFromReplay()).isEqualTo(before.apartFromReplay());
        assertThat(now.contents().keySet()).isEqualTo(before.contents().keySet());
        for (String table : before.contents().keySet()) {
            if (table.startsWith("t_log_replica")) {
                assertThat(before.rows(table)).as(table).containsAll(now.rows(table));
            }
        }
        for (String table : new String[] {"t_replica_batch", "t_batch_events", "t_sources"}) {
            assertThat(now.rows(table).size())
                    .as("rows of " + table)
                    .isLessThanOrEqualTo(before.rows(table).size());
        }
        assertThat(now.rows("t_replica_batch")).hasSameSizeAs(before.rows("t_replica_batch"));
        assertThat(now.rows("t_sources")).hasSameSizeAs(before.rows("t_sources"));
    }
}
