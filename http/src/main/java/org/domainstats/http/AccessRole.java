package org.domainstats.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the bearer of a token may do; each role includes those before it. */
public enum AccessRole {
    /** Asks about names. */
    ASK,
    /** Reads what was asked, and by whom. */
    READ,
    /** Changes what the server keeps. */
    ADMIN;

    public boolean includes(AccessRole other) {
        return compareTo(other) >= 0;
    }

    /** As it stands in the file of tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccessRole> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
