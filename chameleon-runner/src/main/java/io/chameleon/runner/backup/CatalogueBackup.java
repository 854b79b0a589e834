package io.chameleon.runner.backup;

import io.chameleon.runner.failure.ChameleonException;

/**
 * Saves the live catalogue before an upgrade changes anything. {@link PgDump} writes a file; an application may have a
 * way of its own. An upgrade that has nothing to do saves nothing.
 */
public interface CatalogueBackup {
    /**
     * Looks, without changing anything, whether {@link #save} can work. Called before the operator is asked.
     *
     * @throws ChameleonException of kind USAGE or REFUSED when it can't
     */
    default void requirePossible() {}

    /**
     * Saves the schema {@code sch_chameleon}. Called in the thread of the upgrade, when all preconditions hold and
     * before anything is changed; what it throws ends the upgrade.
     *
     * @return what was saved where, for people
     * @throws ChameleonException when there is no complete backup
     */
    String save();
}
