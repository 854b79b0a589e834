package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.util.Map;
import org.postgresql.PGProperty;

/** Translates libpq's connection parameters to the JDBC driver's. */
final class LibpqParameter {
    private static final Map<String, PGProperty> PROPERTIES = Map.ofEntries(
            Map.entry("sslmode", PGProperty.SSL_MODE),
            Map.entry("sslrootcert", PGProperty.SSL_ROOT_CERT),
            Map.entry("sslcert", PGProperty.SSL_CERT),
            Map.entry("sslkey", PGProperty.SSL_KEY),
            Map.entry("sslpassword", PGProperty.SSL_PASSWORD),
            Map.entry("sslnegotiation", PGProperty.SSL_NEGOTIATION),
            Map.entry("channel_binding", PGProperty.CHANNEL_BINDING),
            Map.entry("connect_timeout", PGProperty.CONNECT_TIMEOUT),
            Map.entry("options", PGProperty.OPTIONS),
            Map.entry("application_name", PGProperty.APPLICATION_NAME),
            Map.entry("target_session_attrs", PGProperty.TARGET_SERVER_TYPE));

    /** The driver has no words for read-only; a standby is the only server that never takes a write. */
    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    private LibpqParameter() {}

    /** The driver's name and value, as a map of one entry. */
    static Map<String, String> toProperty(String parameter, String value) {
        var property = PROPERTIES.get(parameter);
        if (property == null) {
            throw failure("The connection parameter " + parameter + " isn't supported.", "Leave it out.");
        }
        return Map.of(property.getName(), property == PGProperty.TARGET_SERVER_TYPE ? serverType(value) : value);
    }

    private static String serverType(String value) {
        if (!SERVER_TYPES.containsKey(value)) {
            throw failure("The target_session_attrs don't exist.", "Give any, read-write or primary.");
        }
        return SERVER_TYPES.get(value);
    }

    private static ChameleonException failure(String problem, String remedy) {
        return ChameleonException.usage("connection.option", problem, remedy);
    }
}
