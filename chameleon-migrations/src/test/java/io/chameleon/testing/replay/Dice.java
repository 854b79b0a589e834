package io.chameleon.testing.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Draws choices from a seed: the same seed, the same choices. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Neighbouring seeds of a Random begin alike.
        this.random = new Random(new SplittableRandom(seed).nextLong());
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** True with the given probability, 0 to 1. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> shuffled(Collection<T> things) {
        var shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
