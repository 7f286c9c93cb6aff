package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A kind of log whose lines are text, with the name somewhere in it. */
interface TextLine {

    /** Of RFC 5424, in front of a message. */
    Pattern STRUCTURED_DATA =
            Pattern.compile("\\[[\\w.@-]{1,64}(?: [\\w.-]{1,64}=\"[^\"]{0,255}\"){1,32}]");

    /**
     * What is found in a line; null if it is not of this kind.
     *
     * @param line its octets, each one character
     */
    @Nullable Found find(String line);

    /**
     * What a line holds.
     *
     * @param name or null where this line is about none
     */
    record Found(@Nullable String name, Origin origin) {

        static final Found NO_NAME = new Found(null, Origin.UNKNOWN);
    }

    /** The reader of such lines. */
    static LineReader reader(TextLine kind, Fields fields) {
        Layout layout = new TextLayout(fields);
        String mark = ' ' + fields.prefix() + '.';
        return (bytes, start, end) -> {
            String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            if (line.isBlank()) {
                return new Nameless(NoNameReason.BLANK);
            }
            if (isEnriched(kind, line, mark)) {
                return new Nameless(NoNameReason.ENRICHED);
            }
            Found found = kind.find(line);
            if (found == null) {
                return new Nameless(
                        line.startsWith("#") ? NoNameReason.HEADER : NoNameReason.MALFORMED);
            }
            String name = found.name();
            if (name == null || name.isEmpty() || name.equals("-")) {
                return new Nameless(name == null ? NoNameReason.NO_NAME : NoNameReason.UNSET);
            }
            return new Named(
                    List.of(utf8(name)), found.origin(), new Insertion(layout, end - start));
        };
    }

    /**
     * Whether the line ends with one of our pairs, and is a whole one without them. Else somebody
     * asked for a name that looks like one, so as to be left out.
     */
    private static boolean isEnriched(TextLine kind, String line, String mark) {
        int start = line.lastIndexOf(mark);
        int equals = start < 0 ? -1 : line.indexOf('=', start);
        if (equals < 0 || FactField.of(line.substring(start + mark.length(), equals)) == null) {
            return false;
        }
        String value = line.substring(equals + 1).stripTrailing();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        if (!quoted && (value.indexOf(' ') >= 0 || value.indexOf('"') >= 0)) {
            return false;
        }
        Found original = kind.find(line.substring(0, line.indexOf(mark)));
        return original != null && original.name() != null;
    }

    /**
     * Whether pairs stand in front of a position: then it is in the value of one, and a client may
     * have written it, as into its agent.
     */
    static boolean isBehindPairs(String line, int position) {
        int pair = line.indexOf('=');
        return pair >= 0
                && pair < position
                && STRUCTURED_DATA.matcher(line.substring(0, position)).replaceAll("").indexOf('=')
                        >= 0;
    }

    /** Octets that were read as characters, as the text that they are. */
    static String utf8(String octets) {
        return octets.chars().allMatch(c -> c < 0x80) || octets.chars().anyMatch(c -> c > 0xff)
                ? octets
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The text between two marks behind a position, or null. */
    static @Nullable String between(String line, String before, String after, int from) {
        int start = line.indexOf(before, from);
        if (start < 0) {
            return null;
        }
        start += before.length();
        int end = line.indexOf(after, start);
        return end < 0 ? null : line.substring(start, end);
    }
}
