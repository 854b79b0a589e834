/** The catalogue versions of pg_chameleon, their Flyway migrations and their reference structures. */
package io.chameleon.migrations;
