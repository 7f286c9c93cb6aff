package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a line of text begins with: as syslog writes it (RFC 3164, with a year as Cisco
 * does, RFC 5424, RFC 3339 as rsyslog's and journald's files have it), as asctime does (OpenWrt),
 * as BIND does, as web servers do, or in seconds.
 */
final class LeadingTime {

    private static final String CLOCK = "\\d\\d:\\d\\d:\\d\\d";
    private static final String BSD = "[A-Z][a-z]{2} [ \\d]\\d (?:\\d{4} )?" + CLOCK;
    private static final String ASCTIME = "[A-Z][a-z]{2} " + BSD + " \\d{4}";
    private static final String ISO = "\\d{4}-\\d\\d-\\d\\d[T ]" + CLOCK + "[^\\s\\]]{0,16}";
    private static final String OF_BIND =
            "\\d\\d-[A-Z][a-z]{2}-\\d{4} " + CLOCK + "(?:\\.\\d{1,9})?";
    private static final String COMMON = "\\d\\d/[A-Z][a-z]{2}/\\d{4}:" + CLOCK + " [+-]\\d{4}";
    private static final String SECONDS = "\\d{9,10}(?:\\.\\d{1,9})?";

    private static final Pattern TIME =
            Pattern.compile(
                    "\\s{0,8}(?:<\\d{1,3}>(?:1 )?)?\\[?("
                            + String.join("|", ASCTIME, BSD, ISO, OF_BIND, COMMON, SECONDS)
                            + ")(?=(?:\\.\\d{1,9})?[\\s\\],:]|$)");

    private LeadingTime() {}

    /** The time of a line, or null if it begins with none. */
    static @Nullable String of(String line) {
        Matcher matcher = TIME.matcher(line);
        return matcher.lookingAt() ? matcher.group(1) : null;
    }
}
