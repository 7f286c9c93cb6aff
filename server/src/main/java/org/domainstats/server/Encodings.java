package org.domainstats.server;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

import java.util.Locale;

/**
 * How the two bodies of a batch are packed.
 *
 * @param understood whether the request's body is plain or gzip
 * @param zippedRequest whether the request's body is gzip
 * @param zippedResponse whether the client takes gzip
 */
record Encodings(boolean understood, boolean zippedRequest, boolean zippedResponse) {

    static Encodings of(MultiMap headers) {
        String content = valueOf(headers, HttpHeaders.CONTENT_ENCODING);
        String name = content.strip().toLowerCase(Locale.ROOT);
        boolean zipped = name.equals("gzip") || name.equals("x-gzip");
        return new Encodings(
                zipped || name.equals("identity") || name.isEmpty(),
                zipped,
                takesGzip(valueOf(headers, HttpHeaders.ACCEPT_ENCODING)));
    }

    private static String valueOf(MultiMap headers, CharSequence name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    /** RFC 9110 section 12.5.3; a weight of zero is a refusal. */
    private static boolean takesGzip(String accepted) {
        for (String each : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = each.split(";", -1);
            String coding = parts[0].strip();
            if (coding.equals("gzip") || coding.equals("x-gzip")) {
                return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
