package org.domainstats.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.base.HmacSha256;

import java.security.MessageDigest;
import java.util.Base64;

/**
 * The tokens that a page of ours sends with what changes something, and a page elsewhere does not
 * know: the HMAC of a session or of a proxy's user, so that nothing more has to be stored.
 */
final class CsrfTokens {

    private final HmacSha256 hmac;

    /**
     * @param key the same for all servers of a store
     */
    CsrfTokens(byte[] key) {
        this.hmac = new HmacSha256(key);
    }

    String of(Identity identity) {
        byte[] token = hmac.of((identity.proof() + "\n" + identity.key()).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    boolean isOf(Identity identity, String presented) {
        return MessageDigest.isEqual(of(identity).getBytes(UTF_8), presented.getBytes(UTF_8));
    }
}
