package org.domainstats.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.base.Sha256;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750) as a server keeps it: not the token but its SHA-256, so that the file
 * lets nobody in who reads it. A token has 256 random bits, so no slow hash is needed.
 *
 * @param name who has it: 1 to 32 of a-z, 0-9 and hyphens
 */
public record AccessToken(String name, AccessRole role, String sha256Hex) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int RANDOM_BYTES = 32;

    public AccessToken {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a token's name is 1 to 32 of a-z, 0-9 and hyphens, starting with no hyphen");
        }
        if (!HEX.matcher(sha256Hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
    }

    /** The token that is presented as {@code text}. */
    public static AccessToken of(String name, AccessRole role, String text) {
        return new AccessToken(name, role, Sha256.hex(text.getBytes(UTF_8)));
    }

    /** A new token's text: 43 characters of base64url. */
    public static String generate(RandomGenerator secure) {
        byte[] random = new byte[RANDOM_BYTES];
        secure.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public byte[] sha256() {
        return HexFormat.of().parseHex(sha256Hex);
    }
}
