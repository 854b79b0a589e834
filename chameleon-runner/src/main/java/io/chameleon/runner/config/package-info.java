/**
 * What the operator tells us: pg_chameleon's YAML configuration, and how to connect to the destination database.
 * Everything here is refused as a usage error before anything is touched. Configurations of pg_chameleon 1.8 are
 * converted into one of 2.0, the only kind that the rest of the runner knows.
 */
package io.chameleon.runner.config;
