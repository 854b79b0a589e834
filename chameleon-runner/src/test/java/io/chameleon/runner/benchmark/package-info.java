/** Measures how fast events are replayed, beside baselines that are built and measured in the same run. */
package io.chameleon.runner.benchmark;
