package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogueFunctionsTest {
    private static final Path FILES = Path.of("src/main/resources/io/chameleon/migrations/functions");

    @Test
    void no_file_is_left_out() throws Exception {
        try (var files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                assertThat(CatalogueFunctions.all()).containsOnlyOnce(Files.readString(file));
            }
        }
    }

    @Test
    void the_engine_needs_no_other_function() {
        assertThat(CatalogueFunctions.replayEngine())
                .doesNotContain("fn_replay_queue(", "fn_replay_events(", "fn_replay_slice(", "fn_replay_mysql(");
    }
}
