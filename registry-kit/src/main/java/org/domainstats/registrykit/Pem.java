package org.domainstats.registrykit;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** Keys and certificates as the text of PEM files (RFC 7468). */
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String certificate(Certificate certificate) throws CertificateEncodingException {
        return text("CERTIFICATE", certificate.getEncoded());
    }

    static String privateKey(Key key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    private static String text(String label, byte[] encoded) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        String lines = Base64.getMimeEncoder(LINE, lineEnd).encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
