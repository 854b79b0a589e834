package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGProperty;
import org.postgresql.ssl.NonValidatingFactory;

/** Translates connection settings to the variables that libpq reads, for programs such as {@code pg_dump}. */
final class LibpqEnvironment {
    private static final Map<PGProperty, String> VARIABLES = Map.of(
            PGProperty.SSL_MODE, "PGSSLMODE",
            PGProperty.SSL_ROOT_CERT, "PGSSLROOTCERT",
            PGProperty.SSL_CERT, "PGSSLCERT",
            PGProperty.SSL_KEY, "PGSSLKEY",
            PGProperty.SSL_NEGOTIATION, "PGSSLNEGOTIATION",
            PGProperty.CHANNEL_BINDING, "PGCHANNELBINDING",
            PGProperty.GSS_ENC_MODE, "PGGSSENCMODE",
            PGProperty.CONNECT_TIMEOUT, "PGCONNECT_TIMEOUT",
            PGProperty.OPTIONS, "PGOPTIONS",
            PGProperty.APPLICATION_NAME, "PGAPPNAME");

    private LibpqEnvironment() {}

    static Map<String, String> of(ConnectionSettings settings) {
        Map<String, String> properties = settings.properties();
        requireNoKeyPassword(properties);
        var environment = new HashMap<String, String>();
        if (isOn(properties, PGProperty.SSL)) {
            environment.put("PGSSLMODE", modeOfSwitch(properties));
        }
        VARIABLES.forEach((property, variable) -> {
            if (properties.containsKey(property.getName())) {
                environment.put(variable, properties.get(property.getName()));
            }
        });
        environment.put("PGHOST", settings.host());
        environment.put("PGPORT", Integer.toString(settings.port()));
        environment.put("PGDATABASE", settings.database());
        environment.put("PGUSER", settings.user());
        settings.password().ifPresent(password -> environment.put("PGPASSWORD", password.reveal()));
        return environment;
    }

    /** The driver's old switch means the strictest mode, unless its factory for test servers is named. */
    private static String modeOfSwitch(Map<String, String> properties) {
        String factory = properties.getOrDefault(PGProperty.SSL_FACTORY.getName(), "");
        return factory.equals(NonValidatingFactory.class.getName()) ? "require" : "verify-full";
    }

    private static boolean isOn(Map<String, String> properties, PGProperty property) {
        String value = properties.get(property.getName());
        return value != null && (value.isEmpty() || value.equalsIgnoreCase("true"));
    }

    private static void requireNoKeyPassword(Map<String, String> properties) {
        if (properties.containsKey(PGProperty.SSL_PASSWORD.getName())) {
            throw ChameleonException.usage(
                    "connection.option",
                    "PostgreSQL's own programs can't be given sslpassword, the password of the key, without showing it.",
                    "Connect without a client certificate for this, or with a key that has no password.");
        }
    }
}
