package org.domainstats.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens that a page of ours sends with what changes something, and a page elsewhere does not
 * know: the HMAC of a session or of a proxy's user, so that nothing more has to be stored.
 */
final class CsrfTokens {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key the same for all servers of a store
     */
    CsrfTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(Identity identity) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] token = mac.doFinal((identity.proof() + "\n" + identity.key()).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    boolean isOf(Identity identity, String presented) {
        return MessageDigest.isEqual(of(identity).getBytes(UTF_8), presented.getBytes(UTF_8));
    }
}
