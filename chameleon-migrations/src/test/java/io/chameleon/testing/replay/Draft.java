package io.chameleon.testing.replay;

import java.util.Optional;

/** What an event says, without its place in the log. */
record Draft(String kind, Image after, Image before, Optional<String> query) {
    static final Draft NO_QUERY = new Draft("ddl", Image.MISSING, Image.MISSING, Optional.empty());

    static Draft row(String kind, Image after, Image before) {
        return new Draft(kind, after, before, Optional.empty());
    }

    static Draft ddl(String query) {
        return new Draft("ddl", Image.MISSING, Image.MISSING, Optional.of(query));
    }

    Draft withAfter(Image image) {
        return new Draft(kind, image, before, query);
    }

    Draft withBefore(Image image) {
        return new Draft(kind, after, image, query);
    }
}
