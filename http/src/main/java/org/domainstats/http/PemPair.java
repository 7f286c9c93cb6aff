package org.domainstats.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate chain and a private key as PEM, and whether the two belong together. */
final class PemPair {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);

    private final byte[] certificate;
    private final byte[] key;
    private final PublicKey publicKey;
    private final PrivateKey privateKey;

    private PemPair(byte[] certificate, byte[] key, PublicKey publicKey, PrivateKey privateKey) {
        this.certificate = certificate;
        this.key = key;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /**
     * Reads both.
     *
     * @throws IOException if one of them is not what it should be
     */
    static PemPair parse(byte[] certificate, byte[] key) throws IOException {
        try {
            PublicKey publicKey = chain(certificate).getFirst().getPublicKey();
            return new PemPair(
                    certificate, key, publicKey, privateKey(key, publicKey.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IOException("no usable certificate and key: " + e.getMessage(), e);
        }
    }

    /** All of the chain, as a file that breaks off in its second certificate is no chain. */
    private static List<Certificate> chain(byte[] pem)
            throws IOException, GeneralSecurityException {
        List<Certificate> chain =
                List.copyOf(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(new ByteArrayInputStream(pem)));
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in PEM (BEGIN CERTIFICATE)");
        }
        return chain;
    }

    private static PrivateKey privateKey(byte[] pem, String algorithm)
            throws IOException, GeneralSecurityException {
        Matcher matcher = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw new IOException(
                    "the key is not PKCS 8 in PEM (BEGIN PRIVATE KEY); openssl pkcs8 -topk8"
                            + " -nodes -in OLD -out NEW makes it so");
        }
        byte[] der = decode(matcher.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] decode(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("the key is damaged: it is no Base64", e);
        }
    }

    byte[] certificate() {
        return certificate;
    }

    byte[] key() {
        return key;
    }

    boolean isSame(PemPair other) {
        return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }

    /** Whether what the key signs, the certificate verifies. */
    boolean matches() throws IOException {
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm());
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate and key cannot be compared: " + e.getMessage(), e);
        }
    }

    private String signatureAlgorithm() {
        return switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
    }
}
