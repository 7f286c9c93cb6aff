package org.domainstats.benchmarks;

import org.domainstats.protocol.Action;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.RequestCodec;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * One client process of {@link CommunityServerRun}: keeps a window of questions on their way, and
 * reads every reply as a client does.
 */
final class CommunityLoad {

    private static final int WINDOW = 64;
    private static final int SITES = 200;

    /** Written and signed beforehand: it is the server whose work is measured. */
    private static final int QUESTIONS = 20_000;

    private static final int LOST_MILLIS = 300;
    private static final int BUFFER = 4 << 20;

    private final @Nullable ClientKey key;
    private final ByteBuffer[] questions = new ByteBuffer[QUESTIONS];
    private int asked;
    private final SplittableRandom random = new SplittableRandom();
    private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);

    private CommunityLoad(@Nullable ClientKey key) {
        this.key = key;
        for (int i = 0; i < QUESTIONS; i++) {
            byte[] question = question();
            questions[i] = ByteBuffer.allocateDirect(question.length).put(question).flip();
        }
    }

    /** Arguments: port, seconds, token or a hyphen. The first half of the time warms up. */
    @SuppressWarnings("SystemOut") // The figure is what it is for.
    public static void main(String[] arguments) throws IOException {
        String token = arguments[2];
        CommunityLoad load = new CommunityLoad(token.equals("-") ? null : Token.parse(token).key());
        long seconds = Long.parseLong(arguments[1]) / 2;
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            load.run(channel, selector, seconds);
            System.out.println(
                    load.run(channel, selector, seconds) / seconds + " replies a second");
        }
    }

    private long run(DatagramChannel channel, Selector selector, long seconds) throws IOException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long replies = 0;
        int underWay = 0;
        while (System.nanoTime() < end) {
            for (; underWay < WINDOW; underWay++) {
                channel.write(questions[asked++ % QUESTIONS].rewind());
            }
            if (selector.select(LOST_MILLIS) == 0) {
                underWay = 0;
            }
            selector.selectedKeys().clear();
            in.clear();
            while (channel.read(in) > 0) {
                check();
                replies++;
                underWay = Math.max(0, underWay - 1);
                in.clear();
            }
        }
        return replies;
    }

    private byte[] question() {
        byte[] message =
                RequestCodec.encode(
                        new CommunityRequest.Query(
                                MessageId.random(random),
                                StatedVersion.NONE,
                                "site-" + random.nextInt(SITES) + ".com"));
        return key == null ? message : Envelope.seal(message, key);
    }

    private void check() {
        int length = in.position();
        byte[] bytes = new byte[length];
        in.get(0, bytes);
        if (key != null) {
            if (!(Envelope.open(bytes, length) instanceof Envelope.Signed signed)
                    || !signed.isSignedWith(key)) {
                throw new IllegalStateException("a reply is not signed");
            }
            length = signed.length();
        }
        CommunityReply reply =
                ReplyCodec.decode(Action.QUERY, bytes, 0, length, Instant.EPOCH).reply();
        if (!(reply instanceof CommunityReply.QueryReply)) {
            throw new IllegalStateException("no answer: " + reply);
        }
    }
}
