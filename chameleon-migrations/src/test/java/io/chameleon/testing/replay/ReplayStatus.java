package io.chameleon.testing.replay;

import java.util.List;

/** What a call of {@code fn_replay_mysql} returns; no messages for NULL. */
public record ReplayStatus(boolean mustContinue, boolean failed, List<String> messages) {
    public static final ReplayStatus NOTHING_TO_DO = new ReplayStatus(false, false, List.of());

    public ReplayStatus {
        messages = List.copyOf(messages);
    }
}
