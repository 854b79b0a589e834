package io.chameleon.runner.config;

import io.chameleon.runner.config.CarriedSetting.Scope;
import io.chameleon.runner.config.LegacyConnection.LegacyPassword;
import java.util.Optional;

/** Writes a 2.0 configuration in the layout of pg_chameleon's example, below comments that tell where it comes from. */
final class ConfigurationWriter {
    private final ConvertedConfiguration configuration;
    private final boolean withPasswords;
    private final YamlText yaml = new YamlText();

    private ConfigurationWriter(ConvertedConfiguration configuration, boolean withPasswords) {
        this.configuration = configuration;
        this.withPasswords = withPasswords;
    }

    static String write(ConvertedConfiguration configuration, boolean withPasswords) {
        var writer = new ConfigurationWriter(configuration, withPasswords);
        writer.origin();
        writer.notes();
        writer.global();
        writer.destination();
        writer.source();
        return writer.yaml.toString();
    }

    private void origin() {
        yaml.line("---").comment(0, "Configuration of pg_chameleon 2.0, converted from these of 1.8:");
        for (LegacyConfiguration file : configuration.files()) {
            yaml.comment(
                    0,
                    "  %s: source %s, %s to %s"
                            .formatted(
                                    file.file(),
                                    YamlScalar.quoted(file.sourceName().text()),
                                    YamlScalar.quoted(file.mysqlSchema().text()),
                                    YamlScalar.quoted(file.destinationSchema().text())));
        }
    }

    private void notes() {
        if (configuration.notes().isEmpty()) {
            return;
        }
        yaml.comment(0, "").comment(0, "What it doesn't say as they did:");
        for (ConversionNote note : configuration.notes()) {
            yaml.comment(0, "- " + note.key() + " (" + String.join("; ", note.places()) + ")");
            yaml.comment(0, "  " + note.problem());
        }
    }

    private void global() {
        settings(0, Scope.GLOBAL);
        yaml.entry(0, "rollbar_key", "").entry(0, "rollbar_env", "");
        typeOverrides();
    }

    private void typeOverrides() {
        if (configuration.typeOverrides().isEmpty()) {
            return;
        }
        yaml.key(0, "type_override");
        configuration.typeOverrides().forEach((mysqlType, override) -> yaml.key(1, YamlScalar.quoted(mysqlType))
                .entry(2, "override_to", override.type())
                .list(2, "override_tables", override.tables()));
    }

    private void destination() {
        var first = configuration.first();
        yaml.line("").key(0, "pg_conn");
        connection(1, first.destination(), configuration.destinationPassword());
        yaml.entry(1, "database", first.destinationDatabase().text())
                .entry(1, "charset", configuration.settings().get(CarriedSetting.PG_CHARSET));
    }

    private void source() {
        yaml.line("").key(0, "sources").key(1, YamlScalar.quoted(configuration.sourceName()));
        yaml.key(2, "db_conn");
        connection(3, configuration.first().mysql(), configuration.mysqlPassword());
        yaml.entry(3, "charset", configuration.settings().get(CarriedSetting.MY_CHARSET))
                .entry(3, "connect_timeout", YamlScalar.number(10));
        yaml.key(2, "schema_mappings");
        configuration
                .files()
                .forEach(file -> yaml.entry(
                        3,
                        YamlScalar.quoted(file.mysqlSchema().text()),
                        file.destinationSchema().text()));
        yaml.list(2, "limit_tables", configuration.limits());
        settings(2, Scope.SOURCE);
        newSettings();
    }

    private void newSettings() {
        yaml.comment(2, "New in 2.0. An upgraded source has no GTID set to start from: gtid_enable must wait.");
        yaml.key(2, "skip_tables")
                .key(2, "grant_select_to")
                .entry(2, "lock_timeout", "120s")
                .entry(2, "replay_max_rows", YamlScalar.number(10_000))
                .entry(2, "on_error_replay", "continue")
                .entry(2, "on_error_read", "continue")
                .entry(2, "auto_maintenance", "disabled")
                .entry(2, "gtid_enable", YamlScalar.flag(false))
                .entry(2, "keep_existing_schema", YamlScalar.flag(false))
                .entry(2, "type", SourceType.MYSQL.label());
    }

    private void settings(int depth, Scope scope) {
        configuration.settings().forEach((setting, value) -> {
            if (setting.scope() == scope) {
                yaml.entry(depth, setting.key(), value);
            }
        });
    }

    // Ports are texts, as in pg_chameleon's example.
    private void connection(int depth, LegacyConnection connection, Optional<LegacyPassword> password) {
        yaml.entry(depth, "host", connection.host())
                .entry(depth, "port", Integer.toString(connection.port()))
                .entry(depth, "user", connection.user().text());
        if (password.isEmpty()) {
            yaml.entry(depth, "password", "");
        } else if (withPasswords) {
            yaml.entry(depth, "password", password.get().secret().reveal());
        } else {
            yaml.blank(
                    depth,
                    "password",
                    "left out; it is in " + password.get().node().fileAndLine());
        }
    }
}
