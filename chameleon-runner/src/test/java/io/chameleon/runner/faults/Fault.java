package io.chameleon.runner.faults;

/** Decides what becomes of each request, and may do harm of its own meanwhile. Called by the proxy's threads. */
public interface Fault {
    /** Everything works. */
    Fault NONE = new Fault() {};

    /** What the proxy does. */
    enum Verdict {
        /** It passes on what has come. */
        PASS,
        /** It loses the connection. */
        CUT,
        /** It passes on what has come from the driver, and loses the connection without waiting for the answer. */
        ABANDON,
        /** It asks the server for something that it must refuse, instead of what was asked. */
        REFUSE
    }

    /** A request has come from the driver, and the server doesn't know of it yet. */
    default Verdict beforeRequest(Request request) {
        return Verdict.PASS;
    }

    /** The server has done what was asked, and the driver doesn't know of it yet. */
    default Verdict beforeAnswer(Request request) {
        return Verdict.PASS;
    }
}
