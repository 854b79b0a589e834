package io.chameleon.runner.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

/** Does something at one request, the first that is meant, and leaves all others alone. */
public final class FaultAt implements Fault {
    private final Predicate<Request> meant;
    private final Moment moment;
    private final int delayMicroseconds;
    private final Function<Request, Verdict> action;
    private final AtomicReference<Request> hit = new AtomicReference<>();

    /** @param action may do harm and says what becomes of the request; while it is served, it can't */
    public FaultAt(Predicate<Request> meant, Moment moment, Function<Request, Verdict> action) {
        this(meant, moment, 0, action);
    }

    /** @param delayMicroseconds how long after the request has been passed on, for the moment while it is served */
    FaultAt(Predicate<Request> meant, Moment moment, int delayMicroseconds, Function<Request, Verdict> action) {
        this.meant = meant;
        this.moment = moment;
        this.delayMicroseconds = delayMicroseconds;
        this.action = action;
    }

    /** Whether the request has come. */
    public boolean hasHappened() {
        return hit.get() != null;
    }

    @Override
    public Verdict beforeRequest(Request request) {
        if (!meant.test(request) || !hit.compareAndSet(null, request)) {
            return Verdict.PASS;
        }
        if (moment == Moment.WHILE_IT_IS_SERVED) {
            CompletableFuture.delayedExecutor(delayMicroseconds, TimeUnit.MICROSECONDS)
                    .execute(() -> action.apply(request));
        }
        return moment == Moment.BEFORE_REQUEST ? action.apply(request) : Verdict.PASS;
    }

    @Override
    public Verdict beforeAnswer(Request request) {
        return moment == Moment.BEFORE_ANSWER && request.equals(hit.get()) ? action.apply(request) : Verdict.PASS;
    }
}
