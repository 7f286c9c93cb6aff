package org.domainstats.protocol;

import java.util.regex.Pattern;

/** The public name of a client with a token: 1 to 32 of {@code a-z 0-9 -}. */
public record ClientId(String text) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public ClientId {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "a client id is 1 to 32 of a-z, 0-9 and hyphens, starting with no hyphen");
        }
    }

    static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
