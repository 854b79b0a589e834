package io.chameleon.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chameleon.testing.Scenario;
import io.chameleon.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the rights that {@code docs/roles.md} grants, and no others, every command does its work. */
class DocumentedRolesIT {
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final String PASSWORD = "choose one";

    @TempDir
    Path home;

    private TestDatabase database;
    private Operator operator;

    @BeforeEach
    void grant() throws IOException {
        database = Scenario.TWOOPEN.database();
        var block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "roles.md")));
        assertThat(block.find()).isTrue();
        database.executeAsSuperuser("REVOKE ALL ON DATABASE " + database.name() + " FROM PUBLIC; ALTER DATABASE "
                + database.name() + " OWNER TO postgres; " + block.group(1).replace("db_replica", database.name()));
        operator = Operator.at(home).configuredFor(database).with("PGPASSWORD", PASSWORD);
    }

    @AfterEach
    void dropRole() {
        database.executeAsSuperuser("DROP OWNED BY usr_upgrade; DROP ROLE usr_upgrade");
        database.close();
    }

    @Test
    void the_documented_rights_are_enough_for_everything() throws Exception {
        for (String command : List.of(
                "enable-replica --source source_02 --yes",
                "check",
                "plan",
                "upgrade --yes --rehearse",
                "upgrade --yes",
                "verify",
                "info",
                "status",
                "rollback --yes",
                "upgrade --yes --on-leftover=drop --verbose",
                "upgrade --yes")) {
            var result = operator.run((command + " --config upgraded --user usr_upgrade").split(" "));

            assertThat(result.exitCode()).as(command + ": " + result.err()).isZero();
            assertThat(result.out() + result.err()).doesNotContain(PASSWORD, TestDatabase.PASSWORD + "@");
        }
        assertThat(database.query("SELECT count(*) FROM pg_catalog.pg_shdepend WHERE refobjid ="
                        + " 'usr_upgrade'::regrole AND deptype = 'o'"))
                .as("objects that belong to the role")
                .containsExactly("0");
    }

    @Test
    void without_the_membership_nothing_is_changed() {
        database.executeAsSuperuser("REVOKE usr_replica FROM usr_upgrade");

        var result = operator.run("upgrade", "--yes", "--config", "upgraded", "--user", "usr_upgrade");

        assertThat(result.exitCode()).as(result.err()).isBetween(2, 3);
        assertThat(result.err()).contains("remedy: ").doesNotContain(PASSWORD);
    }
}
