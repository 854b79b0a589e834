package io.chameleon.testing.replay;

/**
 * What the logs of one seed are inclined to. Most logs must be harmless in most respects: otherwise all of them would look
 * alike.
 *
 * @param mistakes probability that an event can't be applied
 * @param ddl probability of a DDL event
 * @param features how many odd things a table has, on average
 * @param keys how many different values a key column takes
 * @param keyChanges probability that an update changes the key
 * @param partialImages probability that an image lacks columns
 * @param respelling probability that a value is written in another way
 */
record Temper(
        double mistakes,
        double ddl,
        double features,
        int keys,
        double keyChanges,
        double partialImages,
        double respelling) {
    static Temper of(Dice dice) {
        return new Temper(
                dice.of(0.0, 0.0, 0.005, 0.005, 0.04),
                dice.of(0.0, 0.0, 0.02, 0.08),
                dice.of(0.0, 0.4, 1.0, 1.0, 3.0),
                dice.of(2, 4, 8, 12),
                dice.of(0.0, 0.0, 0.1, 0.4),
                dice.of(0.0, 0.0, 0.25),
                dice.of(0.0, 0.0, 0.25));
    }
}
