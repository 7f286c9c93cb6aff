package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A community server that replies to each message with one of many kinds of nonsense. */
final class LyingServer implements AutoCloseable {

    private static final int LARGEST = 65_507;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    /** Bodies; {@code %s} is the id that was sent. */
    private static final List<String> REPLIES =
            List.of(
                    "",
                    "null",
                    "[]",
                    "{\"id\":\"%s\"",
                    "{\"id\":\"%s\"}",
                    "{\"id\":\"another\",\"seen_by_us\":\"1999-01-01 00:00:00\"}",
                    "{\"id\":\"%s\",\"seen_by_web\":\"tomorrow\",\"seen_by_us\":7,\"other\":[]}",
                    "{\"id\":\"%s\",\"seen_by_web\":\"2001-02-03 04:05:06\","
                            + "\"seen_by_us\":\"9999-99-99 99:99:99\",\"other\":\"{}\"}",
                    "{\"id\":\"%s\",\"error\":\"\\u001b[31m no\",\"timeout\":-9223372036854775808}",
                    "{\"id\":\"%s\",\"interval\":0,\"version\":\"999999.999999\"}",
                    "{\"id\":\"%s\",\"prohibited_tlds\":[\"com\",null,{}],\"seen_by_us\":null}",
                    "{\"id\":\"%s\",\"rank\":1e400,\"labels\":" + "[".repeat(5_000),
                    "{\"id\":\"%s\",\"other\":{\"a\":\"" + "x".repeat(30_000) + "\"}}",
                    "\u0000\u00ff\u00fe");

    /** Starts of HTTP responses; {@code %d} is the length of the body. */
    private static final List<String> HEADS =
            List.of(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n",
                    "HTTP/1.1 999 \u001b[2J\r\nContent-Length: %d\r\n\r\n",
                    "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
                    "HTTP/1.1 500 no\r\nContent-Length: %d\r\n\r\n",
                    "ICY 200 OK\r\n\r\n",
                    "",
                    "HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");

    private final DatagramSocket datagrams;
    private final ServerSocket listener;
    private final SplittableRandom random;
    private final AtomicLong lies = new AtomicLong();

    private LyingServer(SplittableRandom random) throws IOException {
        this.random = random;
        this.datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static LyingServer start(SplittableRandom random) throws IOException {
        LyingServer server = new LyingServer(random);
        Thread.ofPlatform().daemon().start(server::answerDatagrams);
        Thread.ofPlatform().daemon().start(server::acceptConnections);
        return server;
    }

    String udp() {
        return "udp://127.0.0.1:" + datagrams.getLocalPort();
    }

    String http() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** How many messages were answered wrongly so far. */
    long lies() {
        return lies.get();
    }

    private synchronized String choose(List<String> kinds) {
        return kinds.get(random.nextInt(kinds.size()));
    }

    private byte[] reply(String message) {
        lies.incrementAndGet();
        Matcher id = ID.matcher(message);
        return choose(REPLIES).replace("%s", id.find() ? id.group(1) : "").getBytes(ISO_8859_1);
    }

    private void answerDatagrams() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (!datagrams.isClosed()) {
            try {
                packet.setLength(LARGEST);
                datagrams.receive(packet);
                byte[] reply =
                        reply(new String(packet.getData(), 0, packet.getLength(), ISO_8859_1));
                datagrams.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or the client has gone.
            }
        }
    }

    private void acceptConnections() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                // Closed, which ends the loop.
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            byte[] octets = new byte[LARGEST];
            InputStream in = client.getInputStream();
            for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                byte[] body = reply(new String(octets, 0, length, ISO_8859_1));
                String head = choose(HEADS).replace("%d", Integer.toString(body.length));
                client.getOutputStream().write(head.getBytes(ISO_8859_1));
                client.getOutputStream().write(body);
                if (!head.contains("200 OK\r\nContent-Type")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client closed it, as it may.
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        listener.close();
    }
}
