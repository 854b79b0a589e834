/**
 * Flyway's location: the migrations that are written in Java, beside the scripts of the same path. The import from 1.7
 * is told by placeholders what to import, and does nothing without them, so that a plain Flyway finds it too and
 * {@code validate} stays green. Applications call nothing in here.
 */
package db.chameleon;
