package org.domainstats.protocol;

/** The public name of a client with a token: 1 to 32 of {@code a-z 0-9 -}. */
public record ClientId(String text) {

    private static final int MAX_LENGTH = 32;

    public ClientId {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "a client id is 1 to 32 of a-z, 0-9 and hyphens, starting with no hyphen");
        }
    }

    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
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
