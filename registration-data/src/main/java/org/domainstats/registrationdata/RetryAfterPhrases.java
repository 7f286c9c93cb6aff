package org.domainstats.registrationdata;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How WHOIS servers say in words what {@code Retry-After} says in HTTP: "please go away for 13
 * seconds", "will be replenished in 50 seconds". Only for a reply that throttles: terms of use
 * speak of waiting too.
 */
final class RetryAfterPhrases {

    private static final Pattern PATTERN =
            Pattern.compile(
                    "(?:wait|again|away|replenished|grace period|retry|blocked|banned|at least)"
                            + "[^.0-9]{0,40}(\\d{1,5}(?:[.,]\\d{1,9})?)[ -]?"
                            + "(s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)(?![a-z])",
                    Pattern.CASE_INSENSITIVE);

    private static final Duration LONGEST = Duration.ofDays(1);

    /** Beyond this a reply is no message, and a search over it only costs. */
    private static final int LONGEST_REPLY = 16_384;

    private RetryAfterPhrases() {}

    /** For how long a reply asks to be left alone, at most a day; null if it does not say. */
    static @Nullable Duration in(String reply) {
        Matcher match =
                PATTERN.matcher(
                        reply.length() > LONGEST_REPLY ? reply.substring(0, LONGEST_REPLY) : reply);
        if (!match.find()) {
            return null;
        }
        Duration unit =
                switch (match.group(2).toLowerCase(Locale.ROOT).charAt(0)) {
                    case 's' -> Duration.ofSeconds(1);
                    case 'm' -> Duration.ofMinutes(1);
                    case 'h' -> Duration.ofHours(1);
                    default -> Duration.ofDays(1);
                };
        double number = Double.parseDouble(match.group(1).replace(',', '.'));
        Duration wait = Duration.ofMillis((long) Math.ceil(number * unit.toMillis()));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
