package io.chameleon.testing.replay;

import java.util.List;
import java.util.stream.Collectors;

/** That a source replicates a table. */
record Registration(long source, String schema, String table, List<String> key, boolean enabled) {
    Registration {
        key = List.copyOf(key);
    }

    /** The key as a 1.7 catalogue has it: one text of quoted identifiers, separated by commas. */
    List<String> keyOf17() {
        return key.isEmpty()
                ? List.of()
                : List.of(key.stream().map(Quoting::quoted).collect(Collectors.joining(",")));
    }

    boolean isOf(long otherSource, LogEvent event) {
        return source == otherSource && schema.equals(event.schema()) && table.equals(event.table());
    }
}
