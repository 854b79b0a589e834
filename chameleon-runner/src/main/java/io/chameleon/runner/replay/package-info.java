/**
 * Replays what a 1.7 catalogue has read but not applied yet, so that the upgrade leaves nothing behind.
 *
 * <p>pg_chameleon's own replay function of 1.7 isn't used: it gives up a batch when one slice of it held no event it
 * could apply. Nothing is installed in the catalogue either; what the server needs lives in the session's temporary
 * schema.
 */
package io.chameleon.runner.replay;
