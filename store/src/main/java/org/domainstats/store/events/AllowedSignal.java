package org.domainstats.store.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a name can be allowed to raise without anybody being told. */
public enum AllowedSignal {
    /** Whatever it raises while it is young. */
    YOUNG,
    FIRST_CONTACT,
    SLEEPER,
    BORN_AFTER_ASKED,
    REREGISTERED,
    /** Whatever it raises. */
    ANY;

    /** The value in commands and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<AllowedSignal> ofWord(String word) {
        return Arrays.stream(values()).filter(signal -> signal.word().equals(word)).findAny();
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(AllowedSignal::word).collect(Collectors.joining(", "));
    }
}
