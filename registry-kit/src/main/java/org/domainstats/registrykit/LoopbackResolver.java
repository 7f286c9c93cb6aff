package org.domainstats.registrykit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** A DNS resolver on loopback that answers each query with a response code and no records. */
public final class LoopbackResolver implements AutoCloseable {

    public static final int NOERROR = 0;
    public static final int SERVFAIL = 2;
    public static final int NXDOMAIN = 3;

    /** No response at all. */
    public static final int SILENT = -1;

    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final ToIntFunction<String> codes;
    private final AtomicInteger queries = new AtomicInteger();

    private LoopbackResolver(DatagramSocket socket, ToIntFunction<String> codes) {
        this.socket = socket;
        this.codes = codes;
    }

    /**
     * Starts one.
     *
     * @param port 0 for a free one
     * @param codes the response code for a name
     */
    public static LoopbackResolver start(int port, ToIntFunction<String> codes) {
        try {
            LoopbackResolver resolver =
                    new LoopbackResolver(
                            new DatagramSocket(port, InetAddress.getLoopbackAddress()), codes);
            Thread.ofPlatform().daemon().name("loopback-resolver").start(resolver::answerAll);
            return resolver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many queries have come. */
    public int queries() {
        return queries.get();
    }

    private void answerAll() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(bytes, bytes.length);
                socket.receive(query);
                queries.incrementAndGet();
                byte[] question = Arrays.copyOf(bytes, query.getLength());
                int code = codes.applyAsInt(name(question));
                if (code != SILENT) {
                    byte[] reply = reply(question, code);
                    socket.send(
                            new DatagramPacket(
                                    reply, reply.length, query.getAddress(), query.getPort()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static String name(byte[] query) {
        StringBuilder name = new StringBuilder();
        for (int at = HEADER; query[at] != 0; at += query[at] + 1) {
            String label = new String(query, at + 1, query[at], StandardCharsets.US_ASCII);
            name.append(name.isEmpty() ? "" : ".").append(label);
        }
        return name.toString();
    }

    /** The header and the question of a query, as a response. */
    private static byte[] reply(byte[] query, int code) {
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        byte[] reply = Arrays.copyOf(query, end + 5);
        reply[2] = (byte) 0x81;
        reply[3] = (byte) (0x80 | code);
        reply[11] = 0;
        return reply;
    }

    @Override
    public void close() {
        socket.close();
    }
}
