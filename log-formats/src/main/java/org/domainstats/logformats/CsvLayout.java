package org.domainstats.logformats;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * More columns of RFC 4180. A value that a spreadsheet would take for a formula gets an apostrophe
 * in front.
 */
record CsvLayout(Fields fields, char delimiter) implements Layout {

    /** The names of the added columns. */
    byte[] names() {
        StringBuilder line = new StringBuilder();
        fields.chosen().forEach(each -> line.append(delimiter).append(fields.name(each)));
        return ascii(line);
    }

    @Override
    public byte[] facts(List<NameFacts> names) {
        StringBuilder line = new StringBuilder();
        for (FactField field : fields.chosen()) {
            line.append(delimiter).append(quoted(String.join(" ", names.getFirst().values(field))));
        }
        return ascii(line);
    }

    @Override
    public byte[] none() {
        return ascii(new StringBuilder().repeat(delimiter, fields.chosen().size()));
    }

    private String quoted(String value) {
        String safe =
                value.isEmpty() || "=+-@\t".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        boolean plain =
                safe.chars().allMatch(c -> c >= ' ' && c != '"' && c != delimiter && c != '\'')
                        && safe.equals(value);
        return plain ? safe : '"' + safe.replace("\"", "\"\"").replaceAll("\\p{Cntrl}", "?") + '"';
    }

    private static byte[] ascii(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
