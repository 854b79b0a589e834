package io.chameleon.runner.config;

import io.chameleon.runner.failure.ChameleonException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads a file that holds one YAML document. The document is composed into nodes, never constructed into objects, for
 * nodes know their lines. Tags that name classes are refused, aliases aren't expanded, and their number, the nesting
 * and the size of the file are limited.
 */
final class YamlDocument {
    private static final String REMEDY = "Correct the file; pg_chameleon's example configuration shows the format.";

    private static final Pattern NAMES = Pattern.compile(
            "((?:undefined|duplicate) (?:alias|tag handle)|Global tag is not allowed).*", Pattern.DOTALL);

    private YamlDocument() {}

    static YamlNode read(Path file) {
        String text = TextFile.read(file);
        return compose(file, text)
                .map(node -> YamlNode.root(file, node))
                .orElseThrow(() -> ChameleonException.usage("config.empty", file + ": the file is empty.", REMEDY));
    }

    // The causes aren't kept: their messages quote the file, passwords included.
    private static Optional<Node> compose(Path file, String text) {
        try {
            refuseEndless(file, text);
            return Optional.ofNullable(new Yaml(new SafeConstructor(options())).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark().getLine() + 1;
            throw notYaml(file + ": line " + line + ": not YAML: " + withoutNames(e.getProblem()));
        } catch (ReaderException e) {
            int line = TextFile.lineOf(text, text.indexOf(e.getCodePoint()));
            throw notYaml("%s: line %d: not YAML: found the control character U+%04X"
                    .formatted(file, line, e.getCodePoint()));
        } catch (YAMLException e) {
            throw notYaml(file + ": " + e.getMessage());
        }
    }

    /** A mapping that is merged with itself would never be composed; one that is nested too deeply is refused there. */
    private static void refuseEndless(Path file, String text) {
        var options = options();
        var open = new ArrayDeque<String>();
        for (Event event : new Yaml(new SafeConstructor(options)).parse(new StringReader(text))) {
            if (open.size() > options.getNestingDepthLimit()) {
                return;
            }
            if (event instanceof CollectionStartEvent start) {
                open.push(Objects.requireNonNullElse(start.getAnchor(), ""));
            } else if (event instanceof CollectionEndEvent) {
                open.pop();
            } else if (event instanceof AliasEvent alias && open.contains(alias.getAnchor())) {
                int line = alias.getStartMark().getLine() + 1;
                throw notYaml(file + ": line " + line + ": a value contains itself");
            }
        }
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(TextFile.MAXIMUM_BYTES);
        options.setMergeOnCompose(true);
        return options;
    }

    /** A password that begins with an asterisk or an exclamation mark looks like an alias or a tag to YAML. */
    private static String withoutNames(String problem) {
        return NAMES.matcher(problem).replaceFirst("$1").replaceFirst("^but ", "");
    }

    private static ChameleonException notYaml(String problem) {
        return ChameleonException.usage("config.not-yaml", problem + ".", REMEDY);
    }
}
