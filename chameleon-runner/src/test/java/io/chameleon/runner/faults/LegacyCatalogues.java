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
        assertThat(now.rows("t_batch_events").size())
                .isLessThanOrEqualTo(before.rows("t_batch_events").size());
    }
}
