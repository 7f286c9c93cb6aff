package org.domainstats.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an analyst decided of a contact. The order of the constants is stored: none moves. */
public enum Mark {
    OPEN,
    SEEN,
    DISMISSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mark> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
