package io.chameleon.runner.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;

/**
 * Makes any text harmless in a page: nothing in it becomes markup, and what can't be seen is shown. So a name can't
 * break out of its place, nor turn round the text that follows.
 */
final class PageText implements Mustache.Escaper {
    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE_PICTURE = '\u2421';

    @Override
    public String escape(String raw) {
        var visible = new StringBuilder(raw.length());
        raw.codePoints().forEach(character -> append(visible, character));
        return Escapers.HTML.escape(visible.toString());
    }

    private static void append(StringBuilder text, int character) {
        if (character < ' ' && character != '\n') {
            text.append((char) (CONTROL_PICTURES + character));
        } else if (character == 0x7f) {
            text.append(DELETE_PICTURE);
        } else if (isInvisible(character)) {
            text.append(String.format("[U+%04X]", character));
        } else {
            text.appendCodePoint(character);
        }
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL && character != '\n'
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || character == 0x2028
                || character == 0x2029;
    }
}
