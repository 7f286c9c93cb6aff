package org.domainstats.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an event reports. Described in {@code docs/events.md}. */
public enum EventKind {
    /** Nobody here had asked about the site before. */
    FIRST_CONTACT("First contact"),
    /** An event was made without an age, and there is one now. */
    AGE_KNOWN("Age is known now"),
    /** An old domain, unranked, that nobody had asked about, here or in the community. */
    SLEEPER("Sleeper: old domain, never seen before"),
    /** A domain that was asked about while it was unregistered is registered. */
    BORN_AFTER_ASKED("Registered after it was asked about"),
    /** A domain that was registered before has been registered anew. */
    REREGISTERED("Registered anew");

    private final String title;

    EventKind(String title) {
        this.title = title;
    }

    /** The value in events, filters and the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In a few words, for people. */
    String title() {
        return title;
    }

    static Optional<EventKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findAny();
    }
}
