package io.chameleon.runner;

/** What an upgrade does with a schema {@code _sch_chameleon_version2} that it finds. */
public enum LeftoverPolicy {
    /** Refuses to start. */
    REFUSE,
    /** Drops the schema and everything in it. */
    DROP,
    /** Appends the time of the upgrade to the schema's name. */
    RENAME
}
