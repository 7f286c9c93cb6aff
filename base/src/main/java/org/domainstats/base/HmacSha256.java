package org.domainstats.base;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) under one key; for any number of threads. */
public final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    /** Holds the key's state and is never used itself: a copy of it is quicker than a new one. */
    private final Mac prototype;

    public HmacSha256(byte[] key) {
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key, ALGORITHM));
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
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
        }
    }
}
