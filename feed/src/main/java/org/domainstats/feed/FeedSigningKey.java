package org.domainstats.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key that a publisher signs its feed with. A secret. Its file is PEM with both halves, {@code
 * PRIVATE KEY} (PKCS 8) and {@code PUBLIC KEY}.
 */
public final class FeedSigningKey {

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]*)-----END \\1");

    private final PrivateKey key;
    private final FeedPublicKey publicKey;
    private final byte[] publicDer;

    private FeedSigningKey(KeyPair pair) throws GeneralSecurityException {
        this.key = pair.getPrivate();
        this.publicKey = FeedPublicKey.of(pair.getPublic());
        this.publicDer = pair.getPublic().getEncoded();
    }

    public static FeedSigningKey generate() {
        try {
            return new FeedSigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * Reads the text of a key file.
     *
     * @throws IllegalArgumentException if it holds no such pair; the message does not quote it
     */
    public static FeedSigningKey parsePem(String text) {
        byte[] privateDer = null;
        byte[] publicDer = null;
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            if (block.group(1).equals("PRIVATE")) {
                privateDer = der;
            } else {
                publicDer = der;
            }
        }
        if (privateDer == null || publicDer == null) {
            throw new IllegalArgumentException(
                    "a feed key file holds a PRIVATE KEY and a PUBLIC KEY in PEM");
        }
        return of(privateDer, publicDer);
    }

    private static FeedSigningKey of(byte[] privateDer, byte[] publicDer) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            FeedSigningKey signing =
                    new FeedSigningKey(
                            new KeyPair(
                                    factory.generatePublic(new X509EncodedKeySpec(publicDer)),
                                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateDer))));
            byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
            if (signing.publicKey.verifies(probe, signing.sign(probe))) {
                return signing;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 key pair", e);
        }
        throw new IllegalArgumentException("the two halves of the feed key do not belong together");
    }

    public String pem() {
        return block("PRIVATE", key.getEncoded()) + block("PUBLIC", publicDer);
    }

    private static String block(String half, byte[] der) {
        return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
                .formatted(half, Base64.getEncoder().encodeToString(der), half);
    }

    public FeedPublicKey publicKey() {
        return publicKey;
    }

    /** One line for the signature file. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(bytes);
            String line = Base64.getEncoder().encodeToString(signer.sign()) + "\n";
            return line.getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "signing key of " + publicKey;
    }
}
