package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.model.Age;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** How long a connection is kept that brings nothing, in a time that passes when told to. */
class WatchTest {

    private static final String LIVEZ = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";

    private final EmbeddedChannel channel = channel();

    private static EmbeddedChannel channel() {
        InstantSource clock = InstantSource.fixed(TestServer.NOW);
        AnswerHandler answers =
                new AnswerHandler(
                        new MemoryLookup(clock),
                        new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT),
                        Duration.ZERO,
                        clock);
        Routes routes = new Routes(answers, Access.OPEN, () -> true);
        HttpService service = new HttpService(routes, new HttpDate(clock), 1);
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        Connection connection =
                new Connection(
                        channel,
                        service,
                        new RequestBatching(channel.eventLoop(), service),
                        Dialect.ORIGINAL);
        channel.pipeline().addLast(new FastPath(connection));
        connection.watch();
        return channel;
    }

    @Test
    void anIdleConnectionIsKeptForMoreThanAMinute() {
        ask(LIVEZ);
        pass(75);
        ask(LIVEZ);
        pass(75);
        assertThat(channel.isOpen()).isTrue();
        pass(30);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aClientThatNeverFinishesItsRequestIsSentAway() {
        ask("GET /a.com HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < 20; i++) {
            ask("A: b\r\n");
            pass(3);
        }
        assertThat(channel.isOpen()).isTrue();
        pass(30);
        assertThat(channel.isOpen()).isFalse();
    }

    private void ask(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            sent.release();
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
