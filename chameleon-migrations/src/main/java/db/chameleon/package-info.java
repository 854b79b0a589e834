/**
 * Flyway's location: the migrations that are written in Java, beside the scripts of the same path. The import from 1.7
 * is told by placeholders what to import, and does nothing without them, so that a plain Flyway finds it too and
 * {@code validate} stays green. The functions are created by one migration, whose SQL is elsewhere, so that Flyway doesn't
 * take each file for a migration. Applications call nothing in here.
 */
package db.chameleon;
