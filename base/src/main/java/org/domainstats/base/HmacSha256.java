package org.domainstats.base;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key; for any number of threads. */
public final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Holds the key's state and is never used itself: a copy of it is quicker than a new one. */
    private final Mac prototype;

    public HmacSha256(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.prototype = make();
    }

    private Mac make() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The code of a message, 32 bytes. */
    public byte[] of(byte[] message) {
        return start().doFinal(message);
    }

    /** For a message that comes in pieces, or for one after the other in one thread. */
    public Mac start() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            // That of the JDK can be copied; a provider that the user has put before it need not.
            return make();
        }
    }
}
