package org.domainstats.app.community;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand where a community server should. */
final class FaultyCommunity implements AutoCloseable {

    /** What it does. */
    enum Kind {
        /** Nobody is there. */
        DEAD,
        /** Takes everything and says nothing. */
        HANGING,
        /** Makes everything look old, without a signature and with a wrong one. */
        LYING
    }

    static final String LIE = "1999-01-01 00:00:00";

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final DatagramChannel channel;
    private final int port;

    FaultyCommunity(Kind kind) throws IOException {
        channel =
                DatagramChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        switch (kind) {
            case DEAD -> channel.close();
            case HANGING -> {}
            case LYING -> Thread.ofPlatform().daemon().start(this::lie);
        }
    }

    int port() {
        return port;
    }

    private void lie() {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        Token other = Token.random(new ClientId("ant"), new SecureRandom());
        try {
            while (true) {
                buffer.clear();
                SocketAddress client = channel.receive(buffer);
                buffer.flip();
                byte[] lie = lie(StandardCharsets.UTF_8.decode(buffer).toString());
                channel.send(ByteBuffer.wrap(lie), client);
                channel.send(ByteBuffer.wrap(Envelope.seal(lie, other.key())), client);
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] lie(String asked) {
        Matcher id = ID.matcher(asked);
        String start = id.find() ? "{\"id\":\"" + id.group(1) + "\"," : "{";
        String lie =
                asked.contains("\"config\"")
                        ? "\"prohibited_tlds\":[]}"
                        : "\"seen_by_web\":\""
                                + LIE
                                + "\",\"seen_by_us\":\""
                                + LIE
                                + "\",\"other\":{}}";
        return (start + lie).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
