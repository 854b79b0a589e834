package io.chameleon.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.chameleon.migrations.CatalogueImport.Source;
import io.chameleon.migrations.CatalogueImport.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueImportTest {
    @Test
    void tells_everything_in_json() {
        var source = new Source(
                "up\"graded",
                "mysql",
                "stopped",
                Map.of("my_1", "db\\1", "${my}\n2", "größe 🦎"),
                List.of(2L, 1L),
                List.of(new Table("db_1", "t'\t")));

        var placeholders = new CatalogueImport("sch \"1\"", List.of(source)).placeholders();

        assertThat(placeholders).containsEntry("chameleon.import.schema", "sch \"1\"");
        assertThat(JsonParser.parseString(placeholders.get("chameleon.import.sources")))
                .isEqualTo(JsonParser.parseString("""
                        [{"name": "up\\"graded", "type": "mysql", "status": "stopped",
                          "mappings": {"my_1": "db\\\\1", "${my}\\n2": "größe 🦎"},
                          "from": [2, 1], "disabled": [{"schema": "db_1", "table": "t'\\t"}]}]
                        """));
    }

    @Test
    void refuses_a_source_name_that_is_too_long_for_its_log_tables() {
        assertThat(source("x".repeat(47), 1L).name()).hasSize(47);
        assertThatThrownBy(() -> source("x".repeat(48), 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_to_carry_a_source_over_twice() {
        var sources = List.of(source("a", 1L), source("b", 1L));
        assertThatThrownBy(() -> new CatalogueImport("s", sources)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_what_postgresql_cannot_store() {
        var broken = new CatalogueImport("s", List.of(source("a\0b", 1L)));
        assertThatThrownBy(broken::placeholders).isInstanceOf(IllegalArgumentException.class);
    }

    private static Source source(String name, long from) {
        return new Source(name, "mysql", "stopped", Map.of(), List.of(from), List.of());
    }
}
