package org.domainstats.registrykit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection to a client, with the ways there are to mistreat it. */
final class ClientConnection {

    private static final int LONGEST_LINE = 8_192;

    private final Socket socket;

    ClientConnection(Socket socket) {
        this.socket = socket;
    }

    /** The next line without its end; empty at the end of all. */
    String line() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("the question is too long");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Waits for the other side to give up. */
    void hang() throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // whatever it still says
        }
    }

    void drip(byte[] bytes, long millisPerByte) throws IOException, InterruptedException {
        for (byte b : bytes) {
            send(new byte[] {b});
            Thread.sleep(millisPerByte);
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void flood(byte[] start, long bytes) throws IOException {
        send(start);
        byte[] block = new byte[64 << 10];
        Arrays.fill(block, (byte) ' ');
        for (long sent = start.length; sent < bytes; sent += block.length) {
            send(block);
        }
    }
}
