package io.chameleon.runner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.runner.UsedCatalogue;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The upgrade, in place, of a 2.0.0 catalogue in use. */
final class MaintenanceTrial extends Trial {
    private static final String START = "2.0.0";

    private final UsedCatalogue catalogue;
    private final Map<String, List<String>> before;
    private final Map<String, List<String>> columns;
    private final Map<String, List<String>> rows;

    private MaintenanceTrial(UsedCatalogue catalogue, Path directory) throws SQLException {
        super(catalogue.database(), directory);
        this.catalogue = catalogue;
        this.before = catalogue.everything();
        this.columns = catalogue.columns();
        this.rows = catalogue.rows(columns);
    }

    static MaintenanceTrial create(Path directory) throws SQLException {
        return new MaintenanceTrial(UsedCatalogue.of(START), directory);
    }

    @Override
    String before() {
        return START;
    }

    @Override
    String after() {
        return "2.0.10";
    }

    @Override
    List<String> command() {
        return List.of("upgrade", "--yes", "--output", "json");
    }

    @Override
    List<String> retry() {
        return command();
    }

    @Override
    void assertComplete(String version) throws SQLException {
        if (version.equals(START)) {
            assertThat(catalogue.everything()).isEqualTo(before);
        } else {
            assertThat(version).isEqualTo("2.0.10");
            assertThat(catalogue.rows(columns)).isEqualTo(rows);
            var verified = operate("verify", "--output", "json");
            assertThat(verified.exitCode()).as(verified.err()).isZero();
        }
    }

    @Override
    void assertTruth() throws SQLException {
        assertThat(catalogue.rows(columns)).isEqualTo(rows);
        catalogue.replay();
        assertThat(database().query("SELECT id || v || w FROM app.t1")).containsExactly("1unox");
        assertThat(database().query("SELECT id || v FROM app.t2")).containsExactly("7seven");
    }
}
