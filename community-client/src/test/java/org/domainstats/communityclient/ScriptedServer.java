package org.domainstats.communityclient;

import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.RequestCodec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server on loopback that misbehaves as a test wants, and remembers what it was sent. */
final class ScriptedServer implements AutoCloseable {

    static final String TERMS = "{\"prohibited_tlds\":[\"local\",\".secret\",\"Contoso.COM.\"]}";

    private final DatagramChannel channel;
    private final Function<CommunityRequest.Valid, List<byte[]>> script;
    private final List<String> received = new CopyOnWriteArrayList<>();

    ScriptedServer(Function<CommunityRequest.Valid, List<byte[]>> script) throws IOException {
        this.script = script;
        this.channel =
                DatagramChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** Tells its terms, and what the other script says to a query. */
    static Function<CommunityRequest.Valid, List<byte[]>> terms(
            Function<CommunityRequest.Query, List<byte[]>> queries) {
        return request ->
                switch (request) {
                    case CommunityRequest.Config config -> List.of(reply(config, TERMS));
                    case CommunityRequest.Healthcheck health ->
                            List.of(reply(health, "{\"interval\":30}"));
                    case CommunityRequest.Query query -> queries.apply(query);
                    case CommunityRequest.Version _, CommunityRequest.Update _ -> List.of();
                };
    }

    /** The text as a reply to a request. */
    static byte[] reply(CommunityRequest.Valid to, String text) {
        return withId(Objects.requireNonNull(to.id()), text);
    }

    static byte[] withId(MessageId id, String text) {
        return ("{\"id\":\"" + id + "\"," + text.substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    CommunityAddress address() throws IOException {
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return CommunityAddress.parse("udp://127.0.0.1:" + port);
    }

    /** The messages that came, without signatures. */
    List<String> received() {
        return received;
    }

    private void serve() {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        try {
            while (true) {
                buffer.clear();
                SocketAddress client = channel.receive(buffer);
                for (byte[] answer : answers(buffer.array(), buffer.position())) {
                    channel.send(ByteBuffer.wrap(answer), client);
                }
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<byte[]> answers(byte[] bytes, int length) {
        int end =
                Envelope.open(bytes, length) instanceof Envelope.Signed signed
                        ? signed.length()
                        : length;
        received.add(new String(bytes, 0, end, StandardCharsets.UTF_8));
        return RequestCodec.decode(bytes, 0, end) instanceof CommunityRequest.Valid request
                ? script.apply(request)
                : List.of();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
