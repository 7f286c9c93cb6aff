package org.domainstats.torture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** A client that sends exactly the octets it is told to, and reads the responses. */
final class RawHttpClient implements AutoCloseable {

    /** Longer than any answer may take on a machine that does much else. */
    private static final int PATIENCE_MILLIS = 20_000;

    /** The start of a response, and how its body is framed: -1 for chunked. */
    private record Head(int status, long length) {}

    private final Socket socket = new Socket();
    private final InputStream in;

    RawHttpClient(URI server) throws IOException {
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawHttpClient send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        return this;
    }

    RawHttpClient send(String octets) throws IOException {
        return send(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks for a path. */
    RawHttpClient ask(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: torture\r\n\r\n");
    }

    /** Sends a batch of lines. */
    RawHttpClient post(String query, String lines) throws IOException {
        byte[] body = lines.getBytes(StandardCharsets.US_ASCII);
        return send("POST /v1/domains"
                        + query
                        + " HTTP/1.1\r\nHost: torture\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n")
                .send(body);
    }

    /** Gives the next response's body line by line, as it comes; its status. */
    int receive(Consumer<String> line) throws IOException {
        Head head = head();
        Lines lines = new Lines(line);
        if (head.length >= 0) {
            lines.take(exactly(head.length));
        } else {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                lines.take(exactly(size));
                line();
            }
            line();
        }
        lines.end();
        return head.status;
    }

    /** The next response's body, which is one line, if its status is 200. */
    String receive() throws IOException {
        StringBuilder body = new StringBuilder();
        int status = receive(body::append);
        if (status != 200) {
            throw new IOException("status " + status + ": " + body);
        }
        return body.toString();
    }

    /** Reads and forgets until the server ends the connection. */
    void drain() throws IOException {
        in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    RawHttpClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    private Head head() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = 0;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                length = -1;
            }
        }
        return status == 100 ? head() : new Head(status, length);
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private byte[] exactly(long length) throws IOException {
        byte[] octets = in.readNBytes(Math.toIntExact(length));
        if (octets.length < length) {
            throw new EOFException("the connection ended in the middle of a body");
        }
        return octets;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended in the middle of a response");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Puts pieces of a body together to lines. */
    private static final class Lines {

        private final Consumer<String> line;
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();

        Lines(Consumer<String> line) {
            this.line = line;
        }

        void take(byte[] octets) {
            int from = 0;
            for (int i = 0; i < octets.length; i++) {
                if (octets[i] == '\n') {
                    open.write(octets, from, i - from);
                    line.accept(open.toString(StandardCharsets.UTF_8));
                    open.reset();
                    from = i + 1;
                }
            }
            open.write(octets, from, octets.length - from);
        }

        void end() {
            if (open.size() > 0) {
                line.accept(open.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
