/**
 * A page on an upgrade, for people who weren't there: one HTML file that needs nothing else, made of the JSON that the
 * command line prints. {@link io.chameleon.runner.report.SavedUpgrade} is that JSON, read back;
 * {@link io.chameleon.runner.report.UpgradePage} is what the templates beside it show. What comes from a catalogue can
 * have any name: the templates escape all of it.
 */
package io.chameleon.runner.report;
