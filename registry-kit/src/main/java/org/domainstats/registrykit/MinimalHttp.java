package org.domainstats.registrykit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** As much of HTTP as a registry needs: one question, one reply, good-bye. */
final class MinimalHttp {

    private MinimalHttp() {}

    /** Reads a question, headers and all, and returns its path. */
    static String path(ClientConnection wire) throws IOException {
        String[] words = wire.line().split(" ", 3);
        for (String header = wire.line(); !header.isEmpty(); header = wire.line()) {
            // nothing in them matters here
        }
        return words.length > 1 ? words[1] : "/";
    }

    static byte[] json(int status, String body) {
        return reply(
                status,
                List.of("Content-Type: application/rdap+json"),
                body.getBytes(StandardCharsets.UTF_8),
                true);
    }

    static byte[] reply(int status, List<String> headers, byte[] body, boolean sized) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Loopback\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (sized) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(
                head.append("Connection: close\r\n\r\n")
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        reply.writeBytes(body);
        return reply.toByteArray();
    }
}
