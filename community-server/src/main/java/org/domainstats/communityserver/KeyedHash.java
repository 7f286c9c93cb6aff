package org.domainstats.communityserver;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.HmacSha256;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

import javax.crypto.Mac;

/** HMACs under a key of this server, so that a stolen database does not reveal who asked what. */
public final class KeyedHash {

    private static final int KEY_BYTES = 32;

    private final HmacSha256 hmac;

    private KeyedHash(byte[] key) {
        hmac = new HmacSha256(key);
    }

    /**
     * With the key in a file, which is created if it is missing or empty, as a copy that was broken
     * off leaves it.
     *
     * @throws IOException if the file cannot be read or written, or holds something else
     */
    public static KeyedHash open(Path file, RandomGenerator secure) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            byte[] key = new byte[KEY_BYTES];
            secure.nextBytes(key);
            AtomicFile.write(file, key, AtomicFile.Access.OWNER);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(
                    file + " is not a key of 32 bytes; remove it to start new counts");
        }
        return new KeyedHash(key);
    }

    long of(String first, String second) {
        Mac mac = hmac.start();
        mac.update(first.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(second.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(mac.doFinal()).getLong();
    }
}
