package io.chameleon.runner;

import io.chameleon.runner.catalogue.DatabaseSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which of pg_chameleon's sessions work for a source. The releases word their {@code application_name}
 * differently, but name the source where they name anything: a session that names a source is that source's, one that
 * names none may be anybody's, and so may one whose name PostgreSQL has cut off.
 */
final class ReplicaSessions {
    /** PostgreSQL cuts names off behind so many bytes. */
    private static final int LONGEST_NAME = 63;

    private final List<String> sources;

    /** @param sources names of all sources of the catalogue */
    ReplicaSessions(List<String> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The sessions that work for the source, or may. */
    List<DatabaseSession> of(String source, List<DatabaseSession> sessions) {
        return sessions.stream()
                .filter(DatabaseSession::isReplica)
                .filter(session -> mayWorkFor(source, session.application()))
                .toList();
    }

    private boolean mayWorkFor(String source, String application) {
        boolean cutOff = application.getBytes(StandardCharsets.UTF_8).length >= LONGEST_NAME;
        return cutOff
                || isNamed(source, application)
                || sources.stream().noneMatch(other -> isNamed(other, application));
    }

    /** Whether the name stands there by itself: {@code source_1} isn't named by {@code source_10}. */
    private static boolean isNamed(String source, String application) {
        String words = application.substring(application.indexOf(']') + 1);
        return Pattern.compile("(?<![\\p{L}\\p{N}_-])" + Pattern.quote(source) + "(?![\\p{L}\\p{N}_-])")
                .matcher(words)
                .find();
    }
}
