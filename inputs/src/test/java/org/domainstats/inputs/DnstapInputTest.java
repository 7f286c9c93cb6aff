package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

class DnstapInputTest extends InputFixture {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] READY = control(4, FrameStream.DNSTAP);
    private static final byte[] START = control(2, FrameStream.DNSTAP);
    private static final byte[] STOP = HEX.parseHex("000000000000000400000003");
    private static final byte[] FINISH = HEX.parseHex("000000000000000400000005");

    static byte[] control(int type, String contentType) {
        ByteBuffer frame = ByteBuffer.allocate(20 + contentType.length());
        frame.putInt(0).putInt(12 + contentType.length()).putInt(type);
        return frame.putInt(1).putInt(contentType.length()).put(octets(contentType)).array();
    }

    static byte[] frame(byte[] content) {
        return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
    }

    /** A message of dnstap. */
    static byte[] dnstap(int type, String client, String name) throws IOException {
        byte[] query = dns(name, 0);
        byte[] address = InetAddress.ofLiteral(client).getAddress();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(new byte[] {0x08, (byte) type, 0x22, (byte) address.length});
        message.write(address);
        message.write(type % 2 == 1 ? 0x52 : 0x72);
        message.write(query.length);
        message.write(query);
        ByteArrayOutputStream dnstap = new ByteArrayOutputStream();
        dnstap.write(new byte[] {0x0a, 2, 'n', 's', 0x72, (byte) message.size()});
        message.writeTo(dnstap);
        dnstap.write(new byte[] {0x78, 1});
        return dnstap.toByteArray();
    }

    static byte[] dns(String name, int opcode) {
        ByteBuffer message = ByteBuffer.allocate(512);
        message.putShort((short) 7).putShort((short) (opcode << 11)).putShort((short) 1);
        message.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        for (String label : name.split("\\.", -1)) {
            message.put((byte) label.length()).put(octets(label));
        }
        message.put((byte) 0).putShort((short) 1).putShort((short) 1).flip();
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private Path socket() {
        return folder.resolve("dnstap.sock");
    }

    @Test
    void queriesOfClientsCountAndRepliesToThemDoNot() throws IOException {
        InputCounters counters = start("dnstap+unix:" + socket());
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            var in = Channels.newInputStream(channel);
            channel.write(ByteBuffer.wrap(READY));
            assertThat(in.readNBytes(42)).isEqualTo(control(1, FrameStream.DNSTAP));
            channel.write(
                    ByteBuffer.wrap(
                            all(
                                    START,
                                    frame(dnstap(5, "192.0.2.1", "www.a.com")),
                                    frame(dnstap(6, "192.0.2.1", "www.a.com")),
                                    frame(dnstap(3, "192.0.2.53", "b.com")),
                                    frame(dnstap(1, "192.0.2.7", "c.com")),
                                    frame(dnstap(5, "2001:db8::1", "a b.t\u0000.d.com")),
                                    frame(octets("junk")),
                                    STOP)));
            assertThat(in.readNBytes(12)).isEqualTo(FINISH);
        }
        awaitUntil(() -> asked().size() >= 2);
        inputs.close();
        assertThat(asked()).isEqualTo(Map.of("a.com", 1L, "d.com", 1L));
        assertThat(firstClient("d.com")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(counters.rows()).isEqualTo(6);
        assertThat(drops(counters)).containsExactly("malformed=1");
        assertThat(socket()).doesNotExist();
    }

    @Test
    void ofAServerThatSendsRepliesOnlyTheyCount() throws IOException {
        start("dnstap+unix:" + socket());
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            channel.write(
                    ByteBuffer.wrap(
                            all(
                                    START,
                                    frame(dnstap(6, "192.0.2.1", "a.com")),
                                    frame(dnstap(6, "192.0.2.1", "a.com")))));
        }
        awaitUntil(() -> asked().getOrDefault("a.com", 0L) == 2);
    }

    @Test
    void powerDnsTellsOfANewlyObservedDomainByItsZone() {
        byte[] message = HEX.parseHex("08052204c00002015a0c016105746f756368026f6c00");
        assertThat(Dnstap.parse(all(new byte[] {0x72, (byte) message.length}, message)))
                .isEqualTo(
                        new Dnstap.Frame.Question(
                                new Dnstap(Dnstap.Kind.QUERY, "a.touch.ol.", "192.0.2.1")));
    }

    @Test
    void hostileConnectionsEndAndOthersGoOn() throws IOException {
        int port = freePort();
        InputCounters counters = start("dnstap+tcp://127.0.0.1:" + port);
        try (Socket good = new Socket(InetAddress.getLoopbackAddress(), port)) {
            good.getOutputStream().write(START);
            for (byte[] bad :
                    new byte[][] {
                        octets("GET / HTTP/1.1\r\n\r\n"),
                        HEX.parseHex("00000000ffffffff"),
                        HEX.parseHex("000000000000000400000009"),
                        control(4, "protobuf:other"),
                        all(START, HEX.parseHex("7fffffff")),
                        all(START, HEX.parseHex("ffffffff")),
                    }) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write(bad);
                    socket.setSoTimeout(60_000);
                    assertThat(closed(socket)).isTrue();
                }
            }
            good.getOutputStream().write(frame(dnstap(5, "192.0.2.1", "a.com")));
            awaitUntil(() -> asked().containsKey("a.com"));
        }
        assertThat(drops(counters)).containsExactly("malformed=6");
    }

    private static boolean closed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            // What was sent and not read makes the close a reset.
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new java.net.ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }

    @Test
    void oneAddressDoesNotTakeAllConnections() throws IOException {
        int port = freePort();
        InputCounters counters = start("dnstap+tcp://127.0.0.1:" + port);
        Socket[] sockets = new Socket[20];
        for (int i = 0; i < sockets.length; i++) {
            sockets[i] = new Socket(InetAddress.getLoopbackAddress(), port);
        }
        awaitUntil(() -> drops(counters).equals(java.util.List.of("refused=4")));
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aSocketThatIsLeftIsReplacedAndAFileIsNot() throws IOException {
        try (var left =
                java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket()));
            assertThatThrownBy(() -> start("dnstap+unix:" + socket()))
                    .rootCause()
                    .hasMessageContaining("another program's");
        }
        assertThat(socket()).exists();
        start("dnstap+unix:" + socket());
        inputs.close();
        Files.writeString(socket(), "precious");
        assertThatThrownBy(() -> start("dnstap+unix:" + socket()))
                .rootCause()
                .hasMessageContaining("no socket");
        assertThat(socket()).hasContent("precious");
    }
}
