package io.chameleon.runner.faults;

import io.chameleon.runner.cli.JarProcess;
import io.chameleon.runner.faults.Fault.Verdict;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A process of the runner that is killed at one of its requests. */
final class Victim {
    private final CompletableFuture<JarProcess> process = new CompletableFuture<>();
    private final FaultAt death;

    private Victim(Predicate<Request> meant, Moment moment, int delayMicroseconds) {
        this.death = new FaultAt(meant, moment, delayMicroseconds, request -> kill());
    }

    static Victim of(Predicate<Request> meant, Moment moment) {
        return new Victim(meant, moment, 0);
    }

    /** Killed at any moment of any of so many requests. */
    static Victim ofChance(Random random, int requests) {
        int number = 1 + random.nextInt(requests);
        Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
        return new Victim(request -> request.number() == number, moment, random.nextInt(5000));
    }

    /** Lets it run to its death, or to its end if that comes first; tells whether it was killed. */
    boolean run(Trial trial, StatementProxy proxy) throws IOException, InterruptedException {
        proxy.inject(death);
        JarProcess started = trial.start(proxy);
        process.complete(started);
        started.awaitEnd();
        return death.hasHappened();
    }

    private Verdict kill() {
        process.join().kill();
        return Verdict.CUT;
    }
}
