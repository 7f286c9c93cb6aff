package org.domainstats.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A request that is none, or that tries to be two.
 *
 * @param octets as characters of Latin-1
 * @param statuses what may be answered; {@link #CLOSED} if the connection may just end
 */
record MalformedRequest(String name, String octets, List<Integer> statuses) {

    static final int CLOSED = 0;

    private static final String GET = "GET /google.com?peek=true HTTP/1.1\r\n";
    private static final String HOST = "Host: torture\r\n";
    private static final String POST = "POST /v1/domains?peek=true HTTP/1.1\r\n" + HOST;

    /** The start of a TLS ClientHello. */
    private static final String TLS_HELLO =
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";

    private static MalformedRequest of(String name, String text, Integer... statuses) {
        return new MalformedRequest(name, text, List.of(statuses));
    }

    /** One of each kind, with sizes and octets of its own. */
    static List<MalformedRequest> all(RandomGenerator random) {
        String many = "a".repeat(random.nextInt(20_000, 200_000));
        return List.of(
                of("huge-field", GET + HOST + "X: " + many + "\r\n\r\n", 431),
                of("many-fields", GET + HOST + "X: y\r\n".repeat(10_000) + "\r\n", 431),
                of("huge-target", "GET /" + many + " HTTP/1.1\r\n" + HOST + "\r\n", 414),
                of("nul-in-target", "GET /goo\0gle.com HTTP/1.1\r\n" + HOST + "\r\n", 200, 400),
                of("nul-in-field", GET + HOST + "X: a\0b\r\n\r\n", 400),
                of("bad-escape", "GET /%zz%f HTTP/1.1\r\n" + HOST + "\r\n", 200, 400),
                of("bad-utf8", "GET /%ff%fe%c0%80 HTTP/1.1\r\n" + HOST + "\r\n", 200, 400),
                of(
                        "two-lengths",
                        POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\na.com",
                        400),
                of("length-list", POST + "Content-Length: 5, 6\r\n\r\na.com", 400),
                of("signed-length", POST + "Content-Length: +5\r\n\r\na.com", 400),
                of("negative-length", POST + "Content-Length: -5\r\n\r\na.com", 400),
                of(
                        "chunked-and-length",
                        POST
                                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled",
                        400),
                of(
                        "unknown-coding",
                        POST + "Transfer-Encoding: chunked, whatever\r\n\r\n0\r\n\r\n",
                        400,
                        415,
                        501),
                of(
                        "bad-chunk",
                        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\na.com\r\n",
                        400,
                        CLOSED),
                of("no-host", GET + "\r\n", 400),
                of("two-hosts", GET + HOST + "Host: other\r\n\r\n", 400),
                of("http-0.9", "GET /google.com\r\n\r\n", 400, 505, CLOSED),
                of("http-9", "GET /google.com HTTP/9.9\r\n" + HOST + "\r\n", 400, 501, 505),
                of(
                        "http-2-preface",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
                        400,
                        501,
                        505),
                of("tls-hello", TLS_HELLO + octets(random, 200), 400, CLOSED),
                of("no-colon", GET + HOST + "nonsense\r\n\r\n", 400),
                of("blank-before-colon", GET + HOST + "X : y\r\n\r\n", 400),
                of("folded-field", GET + HOST + "X: a\r\n b\r\n\r\n", 200, 400),
                of("bare-return", GET + HOST + "X: a\rb\r\n\r\n", 400),
                of(
                        "unknown-method",
                        "BREW /google.com HTTP/1.1\r\n" + HOST + "\r\n",
                        400,
                        405,
                        501),
                of("noise", octets(random, 3_000) + "\r\n\r\n", 400, 414, 431, 505, CLOSED),
                of("nothing", "", CLOSED),
                of("blank-lines", "\r\n".repeat(random.nextInt(1, 50)), CLOSED, 400));
    }

    private static String octets(RandomGenerator random, int most) {
        byte[] octets = new byte[random.nextInt(1, most)];
        random.nextBytes(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
