package org.domainstats.protocol;

import org.domainstats.base.HmacSha256;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;

/**
 * The key with which a client and the server sign their messages to each other. It is derived from
 * the client's {@link Token}, so that the server keeps no token.
 */
public final class ClientKey {

    static final int BYTES = 32;

    private final ClientId client;
    private final byte[] key;

    /** What stands between a message and its MAC. */
    private final byte[] line;

    private final HmacSha256 hmac;

    /** One that is not in use. A listener signs on one thread, and so mostly needs no copy. */
    private final AtomicReference<@Nullable Mac> spare = new AtomicReference<>();

    ClientKey(ClientId client, byte[] key) {
        this.client = client;
        this.key = key.clone();
        this.line = ("\n" + client + " ").getBytes(StandardCharsets.US_ASCII);
        this.hmac = new HmacSha256(key);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if the text is no key; the message does not quote it
     */
    public static ClientKey of(ClientId client, String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a client key has 32 bytes");
        }
        return new ClientKey(client, bytes);
    }

    public ClientId client() {
        return client;
    }

    /** The key as base64url, for the server's file of clients. A secret. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    byte[] line() {
        return line;
    }

    byte[] sign(byte[] bytes, int offset, int length) {
        Mac mac = spare.getAndSet(null);
        if (mac == null) {
            mac = hmac.start();
        }
        mac.update(bytes, offset, length);
        byte[] signature = mac.doFinal();
        spare.set(mac);
        return signature;
    }

    boolean matches(byte[] mac, byte[] bytes, int offset, int length) {
        return MessageDigest.isEqual(mac, sign(bytes, offset, length));
    }

    @Override
    public String toString() {
        return "key of " + client;
    }
}
