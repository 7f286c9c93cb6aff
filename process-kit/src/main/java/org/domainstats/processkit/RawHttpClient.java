package org.domainstats.processkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An HTTP/1.1 client over one connection that sends exactly the octets that it is given, and reads
 * the responses in order.
 */
public final class RawHttpClient implements AutoCloseable {

    /** Longer than any answer may take on a machine that is busy with other things. */
    private static final int TIMEOUT_MILLIS = 30_000;

    /**
     * What the length of a body is when it comes in chunks, and when it ends with the connection.
     */
    private static final long CHUNKED = -1;

    private static final int BUFFER = 8 * 1_024;

    private final Socket socket;
    private final String host;
    private final InputStream in;

    public RawHttpClient(URI server) throws IOException {
        this(new InetSocketAddress(server.getHost(), server.getPort()));
    }

    public RawHttpClient(InetSocketAddress server) throws IOException {
        this(connect(server), server.getHostString() + ":" + server.getPort());
    }

    /**
     * Over a connection that exists, such as one with TLS.
     *
     * @param host the value of the {@code Host} header in requests that are not given as octets
     */
    public RawHttpClient(Socket connected, String host) throws IOException {
        this.socket = connected;
        this.host = host;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public RawHttpClient send(byte[] octets) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(octets);
        out.flush();
        return this;
    }

    /** Sends octets that are given as characters of Latin-1. */
    public RawHttpClient send(String octets) throws IOException {
        return send(octets.getBytes(ISO_8859_1));
    }

    /**
     * Sends a GET request.
     *
     * @param headers whole lines without their ends, such as {@code Accept: text/html}
     */
    public RawHttpClient get(String target, String... headers) throws IOException {
        return send(head("GET", target, headers) + "\r\n");
    }

    /** Sends a POST request with the length of its body. */
    public RawHttpClient post(String target, byte[] body, String... headers) throws IOException {
        String head = head("POST", target, headers);
        return send(head + "Content-Length: " + body.length + "\r\n\r\n").send(body);
    }

    private String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(128);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        return head.append("\r\n").toString();
    }

    /** Ends our half of the connection. */
    public RawHttpClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next response with its body; 1xx are skipped. */
    public RawResponse receive() throws IOException {
        RawResponse head = receiveFinalHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        readBody(head, body::writeBytes);
        return new RawResponse(head.start(), head.headers(), body.toString(UTF_8));
    }

    /** The next head alone: of an interim response (1xx), or of one to a HEAD request. */
    public RawResponse receiveHead() throws IOException {
        String start = line();
        Map<String, String> headers = new TreeMap<>();
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        return new RawResponse(start, headers, "");
    }

    private RawResponse receiveFinalHead() throws IOException {
        RawResponse head = receiveHead();
        return head.status() / 100 == 1 ? receiveFinalHead() : head;
    }

    /**
     * The next response, whose body is given line by line as it arrives.
     *
     * @return the status
     */
    public int receiveLines(Consumer<String> line) throws IOException {
        RawResponse head = receiveFinalHead();
        LineSplitter lines = new LineSplitter(line);
        readBody(head, lines::add);
        lines.end();
        return head.status();
    }

    private void readBody(RawResponse head, Consumer<byte[]> piece) throws IOException {
        long length =
                head.header("transfer-encoding").isEmpty()
                        ? Long.parseLong(head.headers().getOrDefault("content-length", "0"))
                        : CHUNKED;
        if (length != CHUNKED) {
            pass(length, piece);
            return;
        }
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            pass(size, piece);
            line();
        }
        line();
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(line().split(";", 2)[0].strip(), 16);
    }

    /** As it comes: rows that have come before the connection breaks were answered. */
    private void pass(long length, Consumer<byte[]> piece) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
            if (read < 0) {
                throw new EOFException("the connection ended in the middle of a body");
            }
            piece.accept(Arrays.copyOf(buffer, read));
            left -= read;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended in the middle of a response: " + line);
            }
            line.write(octet);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("a line ends without a carriage return: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /** Whether the server has closed its half and sends nothing more; waits for either. */
    public boolean isAtEnd() throws IOException {
        in.mark(1);
        int octet = in.read();
        in.reset();
        return octet < 0;
    }

    /** Reads and drops what comes until the server ends the connection. */
    public void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
