package io.chameleon.runner.cli;

import io.chameleon.runner.failure.Failure;

/** A failure for people: problem, remedy, which catalogue is live, and where to read on. */
final class HumanFailure {
    private HumanFailure() {}

    /** The text for standard error. */
    static String render(Failure failure) {
        return "error: " + onOneLine(failure.problem()) + "\nremedy: " + onOneLine(failure.remedy()) + "\n"
                + state(failure) + "\nmore: " + Documentation.onFailure(failure.code()) + "\n";
    }

    /** Names and the server's words may have line ends, which could be taken for the next line of the message. */
    private static String onOneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String state(Failure failure) {
        String live = live(failure.liveCatalogue());
        return switch (failure.kind()) {
            case USAGE -> "Nothing was tried.";
            case REFUSED -> "Nothing was changed. " + live;
            case FAILED, UNKNOWN, LOCKED -> live;
        };
    }

    private static String live(String version) {
        return switch (version) {
            case Failure.UNKNOWN_CATALOGUE -> "Which catalogue is live could not be told: run status.";
            case "none" -> "There is no live catalogue.";
            default -> "The live catalogue is " + version + ".";
        };
    }
}
