package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.Defanged;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

/** A name on each line, and nothing else but blanks around it. */
final class PlainLine implements TextLine {

    /** UTF-8's byte order mark, whose octets were read as characters. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    @Override
    public @Nullable Found find(String line) {
        String text = line.strip();
        String name =
                text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return name.startsWith("#") || name.chars().anyMatch(Character::isWhitespace)
                ? null
                : new Found(HostText.of(Defanged.undo(name)), Origin.UNKNOWN);
    }
}
