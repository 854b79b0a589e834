/**
 * Random logs, a plain interpreter of them, and the comparison of what two replays have made of one: together they test
 * any replay against the rules it has to follow.
 */
package io.chameleon.testing.replay;
