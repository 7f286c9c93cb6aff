package org.domainstats.logformats;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** More data of a Windows event: {@code <Data Name='domain_stats.age_days'>12</Data>}. */
record XmlLayout(Fields fields) implements Layout {

    @Override
    public byte[] facts(List<NameFacts> names) {
        StringBuilder xml = new StringBuilder();
        for (NameFacts facts : names) {
            for (FactField field : fields.chosen()) {
                String value = String.join(",", facts.values(field));
                if (!value.isEmpty()) {
                    xml.append("<Data Name='").append(fields.name(field)).append("'>");
                    value.chars().forEach(c -> escape(xml, c));
                    xml.append("</Data>");
                }
            }
        }
        return xml.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void escape(StringBuilder xml, int c) {
        if (c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&') {
            xml.append((char) c);
        } else {
            // Control characters are in no XML 1.0, not even escaped.
            xml.append(c < ' ' || c >= 0xd800 && c < 0xe000 ? "?" : "&#" + c + ";");
        }
    }
}
