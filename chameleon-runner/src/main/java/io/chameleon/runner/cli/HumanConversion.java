package io.chameleon.runner.cli;

import io.chameleon.runner.config.ConversionNote;
import java.nio.file.Path;
import java.util.List;

/** A converted configuration for people. */
final class HumanConversion {
    private HumanConversion() {}

    /** What isn't as it was before, for standard error. */
    static String notes(List<ConversionNote> notes) {
        var text = new StringBuilder();
        notes.forEach(note -> text.append(
                "note: " + note.key() + " (" + String.join("; ", note.places()) + "): " + note.problem() + "\n"));
        return text.toString();
    }

    static String written(Path file) {
        return "The configuration is in " + file + ", passwords included; only its owner can read it.\n\nNext:\n"
                + "  chameleon-runner check --config "
                + new ConfigurationName(file.toString()).forRunner() + "\n";
    }
}
