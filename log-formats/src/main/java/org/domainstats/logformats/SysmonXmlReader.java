package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Windows events as XML, one on each line: Sysmon's event 22, and whatever else has {@code <Data
 * Name='QueryName'>}. From documentation.
 */
final class SysmonXmlReader implements LineReader {

    private static final String END = "</EventData>";

    private final Layout layout;
    private final String mark;

    SysmonXmlReader(Fields fields) {
        this.layout = new XmlLayout(fields);
        // A value may hold all of it but the first character.
        this.mark = "<Data Name='" + fields.prefix() + '.';
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        if (line.isBlank()) {
            return new Nameless(NoNameReason.BLANK);
        }
        int data = line.lastIndexOf(END);
        if (!line.contains("<Event") || data < 0) {
            return new Nameless(
                    line.startsWith("<?xml") ? NoNameReason.HEADER : NoNameReason.MALFORMED);
        }
        if (line.indexOf(END) != data) {
            return new Nameless(NoNameReason.SEVERAL_EVENTS);
        }
        if (line.contains(mark)) {
            return new Nameless(NoNameReason.ENRICHED);
        }
        @Nullable String name = value(line, "QueryName");
        if (name == null || name.isEmpty() || name.equals("-")) {
            return new Nameless(name == null ? NoNameReason.NO_NAME : NoNameReason.UNSET);
        }
        Origin origin =
                new Origin(
                        TextLine.between(line, "<Computer>", "</Computer>", 0),
                        value(line, "UtcTime"));
        return new Named(List.of(TextLine.utf8(name)), origin, new Insertion(layout, data));
    }

    private static @Nullable String value(String line, String field) {
        String text = TextLine.between(line, "Name='" + field + "'>", "<", 0);
        String other =
                text != null ? text : TextLine.between(line, "Name=\"" + field + "\">", "<", 0);
        return other == null ? null : other.replace("&lt;", "<").replace("&amp;", "&");
    }
}
