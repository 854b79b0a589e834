/** The runner under attack: killed, cut off, refused, stopped, contended. */
package io.chameleon.runner.faults;
