/** How everything in the runner says that something can't be done: one exception, one record. */
package io.chameleon.runner.failure;
