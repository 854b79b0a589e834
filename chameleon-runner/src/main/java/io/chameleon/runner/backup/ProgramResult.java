package io.chameleon.runner.backup;

/**
 * How a program ended.
 *
 * @param program its name
 * @param exitCode 0 after a success
 * @param output what it printed, to either stream
 */
record ProgramResult(String program, int exitCode, String output) {
    private static final int LONGEST_EXCERPT = 1000;

    void requireSuccess() {
        if (exitCode != 0) {
            throw BackupFailure.failed(program + " ended with exit code " + exitCode + ": " + excerpt(), null);
        }
    }

    /** The end of the output in one line: the last words tell why. */
    String excerpt() {
        String line = output.strip().replaceAll("\\s*\\R\\s*", "; ");
        if (line.isEmpty()) {
            return "it says nothing.";
        }
        return line.length() <= LONGEST_EXCERPT ? line : "… " + line.substring(line.length() - LONGEST_EXCERPT);
    }
}
