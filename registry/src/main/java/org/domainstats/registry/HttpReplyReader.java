package org.domainstats.registry;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads one HTTP/1.1 reply (RFC 9112) from a host that may be hostile: everything has a bound. */
final class HttpReplyReader {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 128;

    /** 100 Continue and 103 Early Hints come before the reply; nobody needs many. */
    private static final int MOST_INTERIM = 4;

    private final InputStream in;
    private final int largest;

    private HttpReplyReader(InputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    /**
     * Reads up to the end of the reply.
     *
     * @param largest the most bytes that its body may have
     * @throws IOException if it is broken off, malformed or too large
     */
    static HttpReply read(InputStream in, int largest) throws IOException {
        return new HttpReplyReader(new BufferedInputStream(in), largest).reply();
    }

    private HttpReply reply() throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status >= 200) {
                return new HttpReply(status, headers, body(status, headers));
            }
        }
        throw new InvalidReply("no end of interim replies");
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}(?: .*)?")) {
            throw new InvalidReply("not an HTTP reply");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        throw new InvalidReply("too many HTTP headers");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new InvalidReply("the reply broke off");
            }
            if (line.size() >= LONGEST_LINE) {
                throw new InvalidReply("an HTTP header line is too long");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        byte[] body =
                headers.getOrDefault("transfer-encoding", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("chunked")
                        ? chunks()
                        : plain(headers.get("content-length"));
        // We ask for none, but some caches in front of registries compress regardless.
        return headers.getOrDefault("content-encoding", "").equalsIgnoreCase("gzip")
                ? unzip(body)
                : body;
    }

    private byte[] plain(@org.jspecify.annotations.Nullable String length) throws IOException {
        if (length == null) {
            byte[] body = in.readNBytes(largest + 1);
            return bounded(body);
        }
        int bytes = number(length, 10);
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new InvalidReply("the reply broke off");
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            int end = size.indexOf(';');
            int bytes = number(end < 0 ? size : size.substring(0, end), 16);
            if (bytes == 0) {
                return body.toByteArray();
            }
            byte[] chunk = in.readNBytes(bytes);
            if (chunk.length < bytes || !line().isEmpty()) {
                throw new InvalidReply("the reply broke off");
            }
            body.writeBytes(chunk);
            if (body.size() > largest) {
                throw tooLarge();
            }
        }
    }

    private int number(String text, int radix) throws IOException {
        String digits = text.strip();
        try {
            int number = Integer.parseInt(digits, radix);
            if (number > largest) {
                throw tooLarge();
            }
            if (number >= 0 && Character.digit(digits.charAt(0), radix) >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            if (digits.length() > 8
                    && digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
                throw tooLarge();
            }
        }
        throw new InvalidReply("a length that is no number");
    }

    private byte[] unzip(byte[] body) throws IOException {
        try (InputStream plain = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
            return bounded(plain.readNBytes(largest + 1));
        }
    }

    private byte[] bounded(byte[] body) throws IOException {
        if (body.length > largest) {
            throw tooLarge();
        }
        return body;
    }

    private InvalidReply tooLarge() {
        return new InvalidReply("the reply is larger than " + largest + " bytes");
    }
}
