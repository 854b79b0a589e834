package io.chameleon.runner.backup;

import io.chameleon.runner.config.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables that a program of PostgreSQL is run with. The connection goes this way, and not by the command line,
 * which everybody on the machine can read.
 */
final class ProgramEnvironment {
    /** Where passwords are looked up: the JDBC driver reads the same file. */
    private static final String PASSWORD_FILE = "PGPASSFILE";

    private ProgramEnvironment() {}

    static Map<String, String> of(Map<String, String> given, ConnectionSettings connection) {
        var variables = new HashMap<>(given);
        // PGHOSTADDR, PGSERVICE and the like would lead elsewhere than the runner's own connection.
        variables.keySet().removeIf(name -> name.startsWith("PG") && !name.equals(PASSWORD_FILE));
        variables.putAll(connection.toLibpqEnvironment());
        return variables;
    }
}
