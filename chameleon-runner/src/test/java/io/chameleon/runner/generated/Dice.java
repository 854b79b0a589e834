package io.chameleon.runner.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random choices that depend on the seed only. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Seeds that follow each other would give much the same first numbers.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Both bounds included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> shuffled(List<T> choices) {
        var shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
