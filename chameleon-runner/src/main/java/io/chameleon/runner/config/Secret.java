package io.chameleon.runner.config;

import static java.util.Objects.requireNonNull;

/** A password: told to who asks for it with {@link #reveal}, masked wherever it is printed. */
public final class Secret {
    // Transient keeps it out of libraries that write down the fields of objects, Gson among them.
    private final transient String value;

    private Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The password itself. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "********";
    }
}
