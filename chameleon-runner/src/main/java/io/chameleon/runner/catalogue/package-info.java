/**
 * What is installed in the destination database: which catalogue, in which state, read without changing anything.
 * Internal to the runner, save for the values that its results are made of.
 */
package io.chameleon.runner.catalogue;
