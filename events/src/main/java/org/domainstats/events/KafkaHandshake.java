package org.domainstats.events;

import org.apache.kafka.common.utils.Utils;
import org.domainstats.base.Deadline;
import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sure that what listens at an address speaks Kafka's protocol, before Kafka's client does
 * with it what no setting switches off: make room for whatever length the first four bytes name.
 * Those of a port with TLS or HTTP name more than this process has.
 */
final class KafkaHandshake {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LEAST_REPLY = 8;
    private static final int LARGEST_REPLY = 1 << 20;

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x646f6d73;
    private static final byte[] CLIENT = "domain-stats".getBytes(StandardCharsets.US_ASCII);

    /** The start of {@code HTTP/1.1 400}, as a length. */
    private static final int HTTP = 0x48545450;

    private KafkaHandshake() {}

    /**
     * The servers that answer as brokers do.
     *
     * @param servers such as {@code host:9092}
     * @throws IOException if something else answers at one of them, or nothing at any of them
     */
    static List<String> brokers(List<String> servers) throws IOException {
        List<String> brokers = new ArrayList<>();
        @Nullable IOException noReply = null;
        for (String server : servers) {
            try {
                negotiate(server);
                brokers.add(server);
            } catch (ProtocolException e) {
                throw e;
            } catch (IOException e) {
                noReply = new IOException(server + " does not answer: " + e.getMessage(), e);
            }
        }
        if (brokers.isEmpty() && noReply != null) {
            throw noReply;
        }
        return brokers;
    }

    /** Asks all addresses of a name: Kafka's client may take any of them. */
    private static void negotiate(String server) throws IOException {
        @Nullable String host = Utils.getHost(server);
        @Nullable Integer port = Utils.getPort(server);
        if (host == null || port == null) {
            throw new IOException("not host:port");
        }
        @Nullable IOException noReply = null;
        boolean answered = false;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            try {
                negotiate(server, new InetSocketAddress(address, port));
                answered = true;
            } catch (ProtocolException e) {
                throw e;
            } catch (IOException e) {
                noReply = e;
            }
        }
        if (!answered && noReply != null) {
            throw noReply;
        }
    }

    private static void negotiate(String server, InetSocketAddress address) throws IOException {
        Deadline deadline = Deadline.in(LONGEST);
        try (Socket socket = new Socket()) {
            socket.connect(address, deadline.remainingMillis());
            socket.getOutputStream().write(request());
            int length = number(socket, deadline);
            if (length < LEAST_REPLY
                    || length > LARGEST_REPLY
                    || number(socket, deadline) != CORRELATION) {
                throw new ProtocolException(server + " is no broker of Kafka: " + seen(length));
            }
            // A broker whose reply is not read in full would say so in its log.
            var _ = read(socket, length - Integer.BYTES, deadline);
        }
    }

    private static int number(Socket socket, Deadline deadline) throws IOException {
        return ByteBuffer.wrap(read(socket, Integer.BYTES, deadline)).getInt();
    }

    private static byte[] request() {
        int length = 2 * Short.BYTES + Integer.BYTES + Short.BYTES + CLIENT.length;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) CLIENT.length)
                .put(CLIENT)
                .array();
    }

    private static byte[] read(Socket socket, int length, Deadline deadline) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[length];
        int got = 0;
        while (got < length) {
            socket.setSoTimeout(deadline.remainingMillis());
            int more = in.read(bytes, got, length - got);
            if (more < 0) {
                throw new EOFException("it closes the connection");
            }
            got += more;
        }
        return bytes;
    }

    /** What sent these first four bytes. A record of TLS begins with its kind and 3. */
    private static String seen(int length) {
        int kind = length >>> 24;
        if (length == HTTP) {
            return "it looks like HTTP";
        }
        if (kind >= 0x14 && kind <= 0x17 && (length >> 16 & 0xff) == 3) {
            return "it looks like TLS (security.protocol=SSL or SASL_SSL)";
        }
        if (length >= LEAST_REPLY && length <= LARGEST_REPLY) {
            return "it answers what was not asked";
        }
        return "it names a reply of " + Integer.toUnsignedString(length) + " bytes";
    }
}
