package org.domainstats.store.triage;

import org.domainstats.store.StoreException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an analyst decided of a contact. The numbers are stored: none changes. */
public enum Mark {
    OPEN(0),
    SEEN(1),
    DISMISSED(2);

    private final int number;

    Mark(int number) {
        this.number = number;
    }

    /** As it is stored in the triage table. */
    public int number() {
        return number;
    }

    /** The mark that a stored number is of. */
    public static Mark ofNumber(int number) {
        return Arrays.stream(values())
                .filter(each -> each.number == number)
                .findFirst()
                .orElseThrow(() -> new StoreException("unknown mark in table triage: " + number));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mark> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
