package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the variables that libpq reads. */
final class ConnectionEnvironment {
    /** Variable to libpq parameter. PGAPPNAME isn't among them: the runner's sessions carry the runner's name. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "PGSSLMODE", "sslmode",
            "PGSSLROOTCERT", "sslrootcert",
            "PGSSLCERT", "sslcert",
            "PGSSLKEY", "sslkey",
            "PGSSLNEGOTIATION", "sslnegotiation",
            "PGCHANNELBINDING", "channel_binding",
            "PGCONNECT_TIMEOUT", "connect_timeout",
            "PGOPTIONS", "options",
            "PGTARGETSESSIONATTRS", "target_session_attrs");

    private final Map<String, String> variables;

    private ConnectionEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    static ConnectionOptions read(Map<String, String> variables) {
        return new ConnectionEnvironment(variables).options();
    }

    private ConnectionOptions options() {
        return new ConnectionOptions(
                value("PGHOST"),
                value("PGPORT").map(ConnectionEnvironment::port),
                value("PGDATABASE"),
                value("PGUSER"),
                value("PGPASSWORD").map(Secret::of),
                properties());
    }

    private Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        PARAMETERS.forEach((variable, parameter) ->
                value(variable).ifPresent(value -> properties.putAll(LibpqParameter.toProperty(parameter, value))));
        return properties;
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isEmpty());
    }

    private static int port(String value) {
        if (!HostAndPort.isPort(value)) {
            throw ChameleonException.usage(
                    "connection.option",
                    "PGPORT isn't a port: '" + value + "'.",
                    "Set it to a number from 1 to 65535.");
        }
        return Integer.parseInt(value);
    }
}
