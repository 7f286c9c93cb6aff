package org.domainstats.app.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name and what is known of it, with the line that domain_stats 1.x answers by its documented
 * format. Shares no code with the program.
 *
 * @param source {@code seen_by_isc}
 * @param web when it was registered
 * @param you the first contact, or null if there was none yet
 */
record DomainStats1Name(String name, String source, Instant web, @Nullable Instant you) {

    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final int ESTABLISHED_DAYS = 730;

    /** The line of an export of 1.x. */
    String exported() {
        String contact = you == null ? "" : ",\"seen_by_you\":\"" + RFC_1123.format(you) + "\"";
        return "{\"freq_score\":[9.3769,6.832],\"seen_by_isc\":\"RDAP\",\"seen_by_web\":\""
                + RFC_1123.format(web)
                + "\",\"expires\":1937890923.0005548,\"domain\":\""
                + name
                + "\""
                + contact
                + "}\n";
    }

    /**
     * The answer, with its newline.
     *
     * @param scores the two scores of the site, with a comma between
     * @param contact the instant in {@code seen_by_you}
     */
    String answer(String scores, Instant contact, Instant now) {
        List<String> alerts = new ArrayList<>();
        String[] both = scores.split(",", -1);
        boolean rareAverage = Double.parseDouble(both[0]) < 5;
        boolean rareWord = Double.parseDouble(both[1]) < 4;
        if (rareAverage && rareWord) {
            alerts.add("\"LOW-FREQ-SCORES\"");
        } else if (rareAverage || rareWord) {
            alerts.add("\"SUSPECT-FREQ-SCORE\"");
        }
        if (you == null) {
            alerts.add("\"YOUR-FIRST-CONTACT\"");
        }
        boolean established = web.isBefore(now.minusSeconds(ESTABLISHED_DAYS * 86_400L));
        return "{\"alerts\":["
                + String.join(",", alerts)
                + "],\"category\":\""
                + (established ? "ESTABLISHED" : "NEW")
                + "\",\"freq_score\":["
                + scores
                + "],\"seen_by_isc\":\""
                + source
                + "\",\"seen_by_web\":\""
                + RFC_1123.format(web)
                + "\",\"seen_by_you\":\""
                + RFC_1123.format(contact)
                + "\"}\n";
    }
}
