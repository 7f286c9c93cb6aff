package org.domainstats.commands;

import org.domainstats.model.Printable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Many questions to a running server in one request, whose response comes while the request still
 * goes out. The clients of the JDK send the whole request first, and a log that is followed never
 * ends.
 */
final class ServerBatch implements AutoCloseable {

    private static final int PART = 64 * 1_024;
    private static final int LONGEST_LINE = 16 * 1_024;

    private final Socket socket;
    private final InputStream response;
    private volatile boolean inputFailed;

    /**
     * @param socket a connection to it, closed with this
     * @param head the request line and header fields, each with its end
     */
    ServerBatch(Socket socket, String head) throws IOException {
        this.socket = socket;
        response = new BufferedInputStream(socket.getInputStream(), PART);
        socket.getOutputStream().write(ascii(head + "Transfer-Encoding: chunked\r\n\r\n"));
    }

    /** Sends the rows and passes on the answers, until there are no more of either. */
    void exchange(InputStream rows, OutputStream lines) throws IOException {
        Thread.ofPlatform().daemon().name("rows").start(() -> send(rows));
        readHead();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            byte[] chunk = response.readNBytes(length);
            if (chunk.length < length || !line().isEmpty()) {
                throw brokeOff();
            }
            lines.write(chunk);
            lines.flush();
        }
    }

    private void send(InputStream rows) {
        byte[] part = new byte[PART];
        try {
            OutputStream out = socket.getOutputStream();
            for (int length = read(rows, part); length >= 0; length = read(rows, part)) {
                out.write(ascii(Integer.toHexString(length) + "\r\n"));
                out.write(part, 0, length);
                out.write(ascii("\r\n"));
            }
            out.write(ascii("0\r\n\r\n"));
        } catch (IOException e) {
            // The other half of the connection tells why, or that it broke.
            close();
        }
    }

    private int read(InputStream rows, byte[] part) throws IOException {
        try {
            return rows.read(part);
        } catch (IOException e) {
            inputFailed = true;
            throw e;
        }
    }

    private void readHead() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(
                    status.contains(" 401 ")
                            ? ServerAnswers.TOKEN_WANTED
                            : "it answered " + Printable.of(status));
        }
        String field = line();
        while (!field.isEmpty()) {
            field = line();
        }
    }

    private int chunkLength() throws IOException {
        try {
            return Integer.parseUnsignedInt(line(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("it answered with something else than chunks", e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = response.read(); octet != '\n'; octet = response.read()) {
            if (octet < 0 || line.size() > LONGEST_LINE) {
                throw brokeOff();
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    private IOException brokeOff() {
        return new EOFException(
                inputFailed
                        ? "the input cannot be read"
                        : "it broke off; ask again for the rows without an answer");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
