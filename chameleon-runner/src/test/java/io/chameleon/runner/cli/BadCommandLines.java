package io.chameleon.runner.cli;

import java.util.List;
import java.util.stream.Stream;

/** Command lines that nobody can have meant; {@link UsageTest} has those that are bad for their own reasons. */
final class BadCommandLines {
    private static final String NUMBER = "9".repeat(30);

    private BadCommandLines() {}

    static Stream<BadInput> cases() {
        return Stream.of(words(), values(), connections()).flatMap(cases -> cases);
    }

    private static Stream<BadInput> words() {
        return Stream.of(
                line("no word at all", "", "argument", ""),
                line("two commands", "check plan", "'plan'", "Try"),
                line("a command in capitals", "UPGRADE", "'UPGRADE'", "upgrade"),
                line("an option before its command", "--conifg x check", "no option --conifg", "Try"),
                line("a dash of a text processor", "check —config x", "not shown", "Try"),
                line("a dash alone", "check -", "", "Try"),
                line("what follows two dashes", "check -- --config x", "no option --config", "Try"),
                line("a file of arguments", "check @/etc/passwd", "not shown", "Try"),
                line("an option without its value", "upgrade --yes --config", "--config", "Try"),
                line("an option for its value", "upgrade --config --yes", "--config", "Try"),
                line("an option twice", "upgrade --config a --config b", "--config", "Try"),
                line("a value for an option without", "upgrade --yes=maybe --config bad", "--yes", "Try"),
                line("control characters", "check \u001b[2J\u0007hunter2", "not shown", "Try"),
                line("a very long word", "check " + "x".repeat(100_000), "not shown", "Try"));
    }

    private static Stream<BadInput> values() {
        return Stream.of(
                line("a version of three dots", "check --config bad --target 2.0.10.1", "--target", ""),
                line("a version without dots", "check --config bad --target 2010", "--target", ""),
                line("a version too large", "check --config bad --target 2.0." + NUMBER, "--target", ""),
                empty("an empty version", "check", "--config", "bad", "--target", ""),
                empty("an empty name of a configuration", "check", "--config", ""),
                empty("a blank name of a configuration", "check", "--config", " "),
                line("a name with a NUL", "check --config a\0b", "doesn't exist", "are: bad"),
                line("no time for locks", "upgrade --yes --config bad --lock-timeout 0", "--lock-timeout", ""),
                line("too much time", "upgrade --yes --config bad --lock-timeout " + NUMBER, "--lock-timeout", ""),
                line("half a second", "upgrade --yes --config bad --lock-timeout 0.5", "--lock-timeout", ""),
                line("a slice too large", "upgrade --yes --config bad --replay-slice " + NUMBER, "--replay-slice", ""),
                line("JSON in capitals", "check --config bad --output XML", "--output", ""));
    }

    private static Stream<BadInput> connections() {
        return Stream.of(
                empty("an empty address", "status", "--url", ""),
                line("an address of MySQL", "status --url mysql://u:hunter2@h/d", "postgresql://", "PGPASSWORD"),
                line("an address with a line end", "status --url postgresql://u:hunter2@h\n/d", "", ""),
                line("an address with a blank", "status --url postgresql://u:hunter2@h\u00a0/d", "", ""),
                line("an unknown property", "status --url postgresql://u:hunter2@h/d?pw=hunter2", "pw", ""),
                line(
                        "an unknown TLS mode",
                        "status --url postgresql://u:hunter2@h/d?sslmode=always",
                        "sslmode",
                        "require"),
                line(
                        "a class of the driver's choice",
                        "status --url postgresql://h/d?socketFactory=java.io.File",
                        "",
                        ""));
    }

    private static BadInput line(String name, String words, String problem, String remedy) {
        return new BadInput(name, "", new byte[0], List.of(), 2, problem, remedy).with(words);
    }

    private static BadInput empty(String name, String... words) {
        return new BadInput(name, "", new byte[0], List.of(), 2, "", "").with(words);
    }
}
