package org.domainstats.streams;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a log that may be renamed, copied or compressed meanwhile.
 *
 * @param head what the log is known by
 * @param offset of the first byte that was not read
 */
public record LogPlace(LogHead head, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}):([0-9a-f]{64}):(\\d{1,18})");

    /** The place as a text that {@link #parse} reads. */
    public String text() {
        return head.length() + ":" + head.sha256() + ":" + offset;
    }

    /** The place that a text tells; empty if it tells none. */
    public static Optional<LogPlace> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new LogPlace(
                                new LogHead(Integer.parseInt(matcher.group(1)), matcher.group(2)),
                                Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }
}
