package org.domainstats.postgres;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;

/** Why the driver will not have what a server shows of itself, and what to do about it. */
final class TlsFaults {

    private static final String CONNECTION_REJECTED = "08004";

    /** The driver's texts are translated; what it puts into them is not. */
    private static final String HOST_NAME_CHECK = "PgjdbcHostnameVerifier";

    /** The connection may also have been lost in the middle of the handshake. */
    private static final String UNKNOWN =
            "no TLS connection; see sslmode, sslrootcert, sslcert and sslkey in store";

    private TlsFaults() {}

    /** What an operator does about it; null if a connection did not fail because of TLS. */
    static @Nullable String wayOut(SQLException fault) {
        String text = String.valueOf(fault.getMessage());
        if (text.contains(HOST_NAME_CHECK)) {
            return "its certificate is for another name; name the host in store as the certificate"
                    + " does";
        }
        if (CONNECTION_REJECTED.equals(fault.getSQLState()) && text.contains("SSL")) {
            return "it takes no TLS, and beyond loopback nothing else is used; set ssl = on at the"
                    + " server";
        }
        // Of a connection that was lost later, only what caused it speaks of TLS.
        return text.contains("SSL") ? ofHandshake(fault) : null;
    }

    /** Whether it fails in the same way until somebody changes something. */
    static boolean isLasting(SQLException fault) {
        @Nullable String way = wayOut(fault);
        return way != null && !way.equals(UNKNOWN);
    }

    private static String ofHandshake(SQLException fault) {
        if (isCausedBy(fault, CertificateExpiredException.class)) {
            return "its certificate has expired, or the clock here is wrong; renew it at the server";
        }
        if (isCausedBy(fault, CertPathBuilderException.class)
                || isCausedBy(fault, CertPathValidatorException.class)) {
            return "its certificate is by an authority that is not trusted here; name the"
                    + " authority's with sslrootcert=FILE in the query of store";
        }
        return isCausedBy(fault, FileNotFoundException.class)
                ? "a file that the query of store names cannot be read"
                : UNKNOWN;
    }

    private static boolean isCausedBy(Throwable fault, Class<? extends Throwable> kind) {
        for (@Nullable Throwable each = fault; each != null; each = each.getCause()) {
            if (kind.isInstance(each)) {
                return true;
            }
        }
        return false;
    }
}
