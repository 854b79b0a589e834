/**
 * The backup that an upgrade makes of the catalogue before it changes anything. It is made by PostgreSQL's own
 * {@code pg_dump}, whose archive everybody can restore without this project; see
 * {@link io.chameleon.runner.backup.PgDump}.
 */
package io.chameleon.runner.backup;
