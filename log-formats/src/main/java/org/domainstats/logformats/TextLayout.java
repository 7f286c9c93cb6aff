package org.domainstats.logformats;

import org.domainstats.answerformats.Json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Pairs of name and value behind the line, each behind a blank: {@code domain_stats.age_days=12}. A
 * value with characters that would end it is quoted as in JSON. What is not known is left out.
 */
record TextLayout(Fields fields) implements Layout {

    @Override
    public byte[] facts(List<NameFacts> names) {
        StringBuilder text = new StringBuilder();
        for (NameFacts facts : names) {
            for (FactField field : fields.chosen()) {
                String value = String.join(",", facts.values(field));
                if (!value.isEmpty()) {
                    text.append(' ').append(fields.name(field)).append('=').append(quoted(value));
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String quoted(String value) {
        return value.chars().allMatch(TextLayout::isPlain) ? value : Json.string(value);
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
    }
}
