/**
 * The command line. Commands collect options and call the library, a {@link io.chameleon.runner.cli.Report} holds what
 * came of it, and renderers turn that into text or JSON.
 */
package io.chameleon.runner.cli;
