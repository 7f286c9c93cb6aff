package org.domainstats.communityserver;

import org.domainstats.base.AtomicFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMACs under a key of this server, so that a stolen database does not reveal who asked what. */
public final class KeyedHash {

    private static final int KEY_BYTES = 32;

    private final Mac prototype;

    private KeyedHash(byte[] key) {
        try {
            prototype = Mac.getInstance("HmacSHA256");
            prototype.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
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
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update(first.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(second.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(mac.doFinal()).getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
        }
    }
}
