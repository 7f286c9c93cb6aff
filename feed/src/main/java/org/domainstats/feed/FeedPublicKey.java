package org.domainstats.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The key that signatures of a feed are checked with, written {@code ed25519:} and 44 characters of
 * base64.
 */
public final class FeedPublicKey {

    private static final String PREFIX = "ed25519:";
    private static final int RAW_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;

    /** So that a new key can be introduced beside the old one, and a manifest be replaced. */
    private static final int MOST_SIGNATURES = 4;

    /** RFC 8410 section 4: the fixed start of the SubjectPublicKeyInfo of an Ed25519 key. */
    private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    private FeedPublicKey(byte[] raw) throws GeneralSecurityException {
        this.raw = raw;
        byte[] der = Arrays.copyOf(DER_PREFIX, DER_PREFIX.length + RAW_BYTES);
        System.arraycopy(raw, 0, der, DER_PREFIX.length, RAW_BYTES);
        this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /**
     * Reads a key as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static FeedPublicKey parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a feed key starts with " + PREFIX);
        }
        byte[] raw = Base64.getDecoder().decode(stripped.substring(PREFIX.length()));
        if (raw.length != RAW_BYTES) {
            throw new IllegalArgumentException("a feed key has 32 bytes");
        }
        try {
            return new FeedPublicKey(raw);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key", e);
        }
    }

    static FeedPublicKey of(PublicKey key) throws GeneralSecurityException {
        byte[] der = key.getEncoded();
        return new FeedPublicKey(Arrays.copyOfRange(der, der.length - RAW_BYTES, der.length));
    }

    /**
     * Whether one line of a signature file is this key's signature of the bytes. Lines are base64;
     * of more than four, none counts.
     */
    public boolean verifies(byte[] bytes, byte[] signatureFile) {
        List<String> lines =
                new String(signatureFile, StandardCharsets.ISO_8859_1)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .limit(MOST_SIGNATURES + 1)
                        .toList();
        return lines.size() <= MOST_SIGNATURES
                && lines.stream().anyMatch(line -> verifiesLine(bytes, line));
    }

    private boolean verifiesLine(byte[] bytes, String line) {
        try {
            byte[] signature = Base64.getDecoder().decode(line);
            if (signature.length != SIGNATURE_BYTES) {
                return false;
            }
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeedPublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return PREFIX + Base64.getEncoder().encodeToString(raw);
    }
}
