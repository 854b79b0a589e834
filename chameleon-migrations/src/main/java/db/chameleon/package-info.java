/** Flyway's location: the migrations that are written in Java, beside the scripts of the same path. */
package db.chameleon;
