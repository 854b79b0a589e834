package io.chameleon.runner.cli;

/** Text as one word of a shell's command line. */
final class ShellWord {
    private ShellWord() {}

    /** The text itself where no shell would see more than a word in it, otherwise in quotes. */
    static String quote(String text) {
        return text.matches("[\\w./~+:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
