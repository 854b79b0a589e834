/** The backup that an upgrade makes of the catalogue before it changes anything. */
package io.chameleon.runner.backup;
