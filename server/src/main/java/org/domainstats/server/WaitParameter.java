package org.domainstats.server;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code ?wait=} of a question: how long the outside world may take. */
final class WaitParameter {

    /** Longer than any client of ours waits; a connection must not be held for ever. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})(ms|s)");

    private WaitParameter() {}

    /** The time meant, or null if the text is no time or too long a one. */
    static @Nullable Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration wait =
                matcher.group(2).equals("s")
                        ? Duration.ofSeconds(number)
                        : Duration.ofMillis(number);
        return wait.compareTo(LONGEST) > 0 ? null : wait;
    }
}
