package org.domainstats.composition;

import org.domainstats.settings.SettingKey;
import org.domainstats.settings.Settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Until when a server is new to its network, and everything a first contact. */
final class LearningTime {

    private static final int LENGTH_OF_DAY = 10;

    private LearningTime() {}

    /**
     * The end of it; {@link Instant#MIN} if there is none. A day means its first moment, in UTC.
     */
    static Instant end(Settings settings) {
        String text = settings.text(SettingKey.LEARNING_UNTIL).strip();
        try {
            if (text.isEmpty()) {
                return Instant.MIN;
            }
            return text.length() > LENGTH_OF_DAY
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw settings.wrong(
                    SettingKey.LEARNING_UNTIL,
                    "a day such as 2027-01-31 or an instant such as 2027-01-31T12:00:00Z");
        }
    }
}
