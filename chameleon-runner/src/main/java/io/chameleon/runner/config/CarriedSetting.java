package io.chameleon.runner.config;

import java.util.Locale;

/**
 * The settings that 2.0 has as well, under the same name or, the character sets, as {@code charset} of a connection.
 * Where no old configuration has one, it gets the value of pg_chameleon's example.
 */
enum CarriedSetting {
    PID_DIR(Scope.GLOBAL, YamlScalar.text("~/.pg_chameleon/pid/")),
    LOG_DIR(Scope.GLOBAL, YamlScalar.text("~/.pg_chameleon/logs/")),
    LOG_DEST(Scope.GLOBAL, YamlScalar.text("file")),
    LOG_LEVEL(Scope.GLOBAL, YamlScalar.text("info")),
    LOG_DAYS_KEEP(Scope.GLOBAL, YamlScalar.number(10)),
    PG_CHARSET(Scope.CONNECTION, YamlScalar.text("utf8")),
    MY_CHARSET(Scope.CONNECTION, YamlScalar.text("utf8")),
    MY_SERVER_ID(Scope.SOURCE, YamlScalar.number(100)),
    REPLICA_BATCH_SIZE(Scope.SOURCE, YamlScalar.number(10_000)),
    BATCH_RETENTION(Scope.SOURCE, YamlScalar.text("1 day")),
    COPY_MAX_MEMORY(Scope.SOURCE, YamlScalar.text("300M")),
    COPY_MODE(Scope.SOURCE, YamlScalar.text("file")),
    OUT_DIR(Scope.SOURCE, YamlScalar.text("/tmp")),
    SLEEP_LOOP(Scope.SOURCE, YamlScalar.number(1));

    private final Scope scope;
    private final YamlScalar defaultValue;

    CarriedSetting(Scope scope, YamlScalar defaultValue) {
        this.scope = scope;
        this.defaultValue = defaultValue;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Scope scope() {
        return scope;
    }

    YamlScalar defaultValue() {
        return defaultValue;
    }

    /** Where a 2.0 configuration has the setting. */
    enum Scope {
        GLOBAL,
        CONNECTION,
        SOURCE
    }
}
