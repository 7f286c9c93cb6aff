package org.domainstats.protocol;

import org.domainstats.base.HmacSha256;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What an operator hands to a client: {@code ds.<client-id>.<43 characters of base64url>}. A
 * secret; the server keeps only the {@link ClientKey} derived from it.
 */
public final class Token {

    private static final String PREFIX = "ds.";
    private static final int SECRET_BYTES = 32;
    private static final String PURPOSE = "domain-stats community 1 ";

    private final ClientId client;
    private final byte[] secret;

    private Token(ClientId client, byte[] secret) {
        this.client = client;
        this.secret = secret;
    }

    public static Token random(ClientId client, RandomGenerator secure) {
        byte[] secret = new byte[SECRET_BYTES];
        secure.nextBytes(secret);
        return new Token(client, secret);
    }

    /**
     * Reads a token, with blanks around it as in a file.
     *
     * @throws IllegalArgumentException if the text is none; the message does not quote it
     */
    public static Token parse(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("ds") || !ClientId.isValid(parts[1])) {
            throw new IllegalArgumentException("not a token (ds.<client-id>.<secret>)");
        }
        byte[] secret = Base64.getUrlDecoder().decode(parts[2]);
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("the secret of a token has 43 characters");
        }
        return new Token(new ClientId(parts[1]), secret);
    }

    public ClientId client() {
        return client;
    }

    public ClientKey key() {
        byte[] purpose = (PURPOSE + client).getBytes(StandardCharsets.US_ASCII);
        return new ClientKey(client, new HmacSha256(secret).of(purpose));
    }

    /** The token in full, to be shown once to the one who gets it. */
    public String text() {
        return PREFIX
                + client
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Without the secret, so that no log ever holds one. */
    @Override
    public String toString() {
        return PREFIX + client + ".(secret)";
    }
}
