package org.domainstats.protocol;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What ties a reply to its request: 8 to 32 characters of base64url. A request without one comes
 * from a client of the original program.
 */
public record MessageId(String text) {

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 32;

    /** So that nobody who cannot read the traffic guesses one within its life. */
    private static final int RANDOM_BYTES = 12;

    public MessageId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a message id is 8 to 32 base64url characters");
        }
    }

    /** A new one. The generator must not be predictable to outsiders. */
    public static MessageId random(RandomGenerator secure) {
        byte[] bytes = new byte[RANDOM_BYTES];
        secure.nextBytes(bytes);
        return new MessageId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static boolean isValid(String text) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean base64url =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '-'
                            || c == '_';
            if (!base64url) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
