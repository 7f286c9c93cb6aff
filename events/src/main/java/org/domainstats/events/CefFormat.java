package org.domainstats.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Events in the Common Event Format, version 0. */
final class CefFormat {

    private static final int ALERT = 6;
    private static final int INFORMATION = 3;

    private CefFormat() {}

    static String line(EventDocument event, String version) {
        StringBuilder line = new StringBuilder("CEF:0|domain-stats|domain-stats|");
        line.append(header(version)).append('|').append(event.kind().word()).append('|');
        line.append(header(event.kind().title())).append('|');
        line.append(event.isAlert() ? ALERT : INFORMATION).append('|');
        line.append("rt=").append(event.at().toEpochMilli());
        field(line, "externalId", event.id());
        field(line, "msg", event.message());
        field(line, "destinationDnsDomain", event.site());
        date(line, 1, "RegisteredAt", event.instant("registered"));
        date(line, 2, "FirstContactAt", event.instant("seen_by_you"));
        event.number("age_days").ifPresent(days -> custom(line, "cn1", "AgeDays", days));
        event.number("rank").ifPresent(rank -> custom(line, "cn2", "Rank", rank));
        text(line, "cs1", "Category", event.text("category"));
        text(line, "cs2", "Status", event.text("status"));
        text(line, "cs3", "Community", event.text("community"));
        text(line, "cs4", "RegisteredDomain", event.text("domain"));
        text(
                line,
                "cs5",
                "Labels",
                event.texts("labels").isEmpty() ? null : String.join(",", event.texts("labels")));
        text(line, "cs6", "Learning", event.flag("learning") ? "true" : null);
        return line.toString();
    }

    private static void field(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=').append(extension(value));
    }

    private static void custom(StringBuilder line, String key, String label, long value) {
        field(line, key, Long.toString(value));
        field(line, key + "Label", label);
    }

    private static void text(StringBuilder line, String key, String label, @Nullable String value) {
        if (value != null) {
            field(line, key, value);
            field(line, key + "Label", label);
        }
    }

    private static void date(
            StringBuilder line, int number, String label, @Nullable Instant value) {
        if (value != null) {
            String key = "deviceCustomDate" + number;
            field(line, key, Long.toString(value.toEpochMilli()));
            field(line, key + "Label", label);
        }
    }

    private static String header(String text) {
        return printable(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String extension(String text) {
        return printable(text).replace("\\", "\\\\").replace("=", "\\=");
    }

    /** One line of ASCII, whatever an operator or the community wrote into a label. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> c >= ' ' && c < 0x7f ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
