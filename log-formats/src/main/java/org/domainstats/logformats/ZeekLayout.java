package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** More columns of Zeek's own format, of Zeek's own types. */
record ZeekLayout(Fields fields, ZeekHeader header) implements Layout {

    /** What the line {@code #fields} says of the added columns. */
    byte[] names() {
        return columns(fields.chosen().stream().map(fields::name).toList());
    }

    /** What the line {@code #types} says of them. */
    byte[] types() {
        return columns(fields.chosen().stream().map(each -> type(each.kind())).toList());
    }

    private static String type(FactField.Kind kind) {
        return switch (kind) {
            case TEXT -> "string";
            case FLAG -> "bool";
            case COUNT -> "count";
            case DECIMAL -> "double";
            case INSTANT -> "time";
            case TEXTS -> "vector[string]";
        };
    }

    @Override
    public byte[] facts(List<NameFacts> names) {
        NameFacts facts = names.getFirst();
        return columns(fields.chosen().stream().map(each -> value(facts, each)).toList());
    }

    @Override
    public byte[] none() {
        return columns(fields.chosen().stream().map(each -> header.unset()).toList());
    }

    private String value(NameFacts facts, FactField field) {
        List<String> values = facts.values(field);
        if (values.isEmpty()) {
            return header.unset();
        }
        return switch (field.kind()) {
            case TEXT -> escaped(values.getFirst());
            case FLAG -> values.getFirst().equals("true") ? "T" : "F";
            case COUNT, DECIMAL -> values.getFirst();
            case INSTANT -> seconds(facts.instant(field));
            case TEXTS ->
                    values.stream()
                            .map(this::escaped)
                            .collect(Collectors.joining(header.setSeparator()));
        };
    }

    private String seconds(@Nullable Instant instant) {
        return instant == null
                ? header.unset()
                : String.format(
                        Locale.ROOT,
                        "%d.%06d",
                        instant.getEpochSecond(),
                        instant.getNano() / 1_000);
    }

    /** As Zeek escapes: what is not printable, and what separates. */
    private String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean separates =
                    c == header.separator() || header.setSeparator().indexOf(c) >= 0 || c == '\\';
            if (c < ' ' || c >= 0x7f || separates) {
                text.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private byte[] columns(List<String> values) {
        StringBuilder line = new StringBuilder();
        values.forEach(each -> line.append(header.separator()).append(each));
        return line.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
