/**
 * Upgrades of pg_chameleon's replica catalogue, and what goes with them: one class for each operation, records for what
 * it has found or done.
 *
 * <p>Begin with {@link io.chameleon.runner.CatalogueUpgrade}: {@code check} looks at every precondition, {@code plan}
 * tells what would be done, {@code run} does it, {@code rehearse} does it and takes it back.
 * {@link io.chameleon.runner.CatalogueRollback} goes back after an upgrade from 1.7;
 * {@link io.chameleon.runner.CatalogueStatus}, {@link io.chameleon.runner.CatalogueVerification} and
 * {@link io.chameleon.runner.CatalogueHistory} look at what is there;
 * {@link io.chameleon.runner.CatalogueInstallation} makes a fresh catalogue; {@link io.chameleon.runner.EnableReplica}
 * resets a source so that it can be started again.
 *
 * <p>Nothing here prints or ends the process. Progress goes to an {@link io.chameleon.runner.UpgradeListener}, the log
 * to SLF4J. Everything that goes wrong is a {@link io.chameleon.runner.failure.ChameleonException}, whose
 * {@link io.chameleon.runner.failure.Failure} has code, problem, remedy, and the catalogue that is live.
 */
package io.chameleon.runner;
