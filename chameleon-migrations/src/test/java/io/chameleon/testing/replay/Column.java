package io.chameleon.testing.replay;

/** A column of a destination table. */
record Column(String name, String type) {}
