package io.chameleon.migrations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which release of pg_chameleon works with which version of the catalogue; oldest first. */
final class Releases {
    private static final Map<String, String> CATALOGUE_NUMBERS = read();

    private Releases() {}

    static List<String> catalogueNumbers() {
        return CATALOGUE_NUMBERS.values().stream().distinct().toList();
    }

    static String catalogueNumberOf(String release) {
        String number = CATALOGUE_NUMBERS.get(release);
        if (number == null) {
            throw new IllegalArgumentException("unknown release of pg_chameleon: " + release + "; known are "
                    + String.join(", ", CATALOGUE_NUMBERS.keySet()));
        }
        return number;
    }

    static List<String> servedBy(String catalogueNumber) {
        var releases = new ArrayList<>(CATALOGUE_NUMBERS.keySet());
        releases.removeIf(release -> !CATALOGUE_NUMBERS.get(release).equals(catalogueNumber));
        return List.copyOf(releases);
    }

    private static Map<String, String> read() {
        var numbers = new LinkedHashMap<String, String>();
        Resource.lines("releases.csv").stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(fields -> numbers.put(fields[0], fields[1]));
        return numbers;
    }
}
