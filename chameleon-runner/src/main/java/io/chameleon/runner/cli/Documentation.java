package io.chameleon.runner.cli;

/**
 * Where the documentation says more, told in every failure. The paths are those of the distribution and of the
 * repository.
 */
final class Documentation {
    private static final String CHECK = "check.";

    private Documentation() {}

    /** The section on a failure. */
    static String onFailure(String code) {
        return code.startsWith(CHECK) ? onCheck(code.substring(CHECK.length())) : "docs/troubleshooting.md#" + code;
    }

    /** The row on a check. */
    static String onCheck(String id) {
        return "docs/checks.md#" + id;
    }
}
