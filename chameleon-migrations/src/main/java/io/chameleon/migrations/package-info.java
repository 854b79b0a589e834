/**
 * What a replica catalogue of pg_chameleon is, version by version.
 *
 * <p>{@link io.chameleon.migrations.CatalogueMigrations} is Flyway, set up for the catalogue: it makes a fresh one of
 * any version from 2.0.0 to 2.0.10, or takes a 2.0 catalogue to a later version in one transaction.
 * {@link io.chameleon.migrations.CatalogueVersion} knows the versions and the releases of pg_chameleon that each serves;
 * {@link io.chameleon.migrations.CatalogueStructure} compares what is installed with what a version should be. The
 * scripts themselves are in the location {@code classpath:db/chameleon}, which plain Flyway can use as well.
 *
 * <p>The way from 1.7 is more than a migration: the module chameleon-runner has it.
 */
package io.chameleon.migrations;
