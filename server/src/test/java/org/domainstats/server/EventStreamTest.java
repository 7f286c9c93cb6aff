package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Authenticator;
import org.domainstats.events.EventNotifier;
import org.domainstats.model.DomainName;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventStep;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

class EventStreamTest {

    private static final long SLOW = 1_000_000_000;
    private static final int SLOW_STREAMS = 15;
    private static final int STREAMS_OF_A_CLIENT = 16;

    /** As much as systems take for a client that does not read, left to themselves. */
    private static final int READ = 8 << 20;

    /** A log that does not end, and how it was read. */
    private static final class Log implements EventLog {

        private final LinkedBlockingQueue<Integer> asked = new LinkedBlockingQueue<>();
        private final AtomicInteger readers = new AtomicInteger();
        private final AtomicInteger mostReaders = new AtomicInteger();
        private final AtomicLong readBySlow = new AtomicLong();

        @Override
        public boolean append(EventStep step) {
            return false;
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // Others shall read at the same time, if they may.
        public List<LoggedEvent> after(long number, int limit) {
            asked.add(limit);
            mostReaders.accumulateAndGet(readers.incrementAndGet(), Math::max);
            Thread.yield();
            if (number >= SLOW) {
                readBySlow.addAndGet(limit);
            }
            List<LoggedEvent> events =
                    LongStream.rangeClosed(number + 1, number + limit)
                            .mapToObj(Log::event)
                            .toList();
            readers.decrementAndGet();
            return events;
        }

        private static LoggedEvent event(long number) {
            String body = "{\"site\":\"site.com\",\"padding\":\"" + "x".repeat(2_000) + "\"}";
            DomainName site = new DomainName("site.com");
            return new LoggedEvent(
                    number,
                    new NewEvent("id-" + number, "first-contact", site, Instant.EPOCH, body));
        }

        @Override
        public List<LoggedEvent> newest(int limit) {
            return List.of();
        }

        @Override
        public Range range() {
            return new Range(1, Long.MAX_VALUE);
        }

        @Override
        public void removeUpTo(long number) {}
    }

    /** A client that reads nothing of its stream. */
    private static Socket slow(TestServer server) throws IOException {
        return slow(server, "127.0.0.1");
    }

    private static Socket slow(TestServer server, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.setReceiveBufferSize(4_096);
        socket.connect(server.address());
        socket.getOutputStream()
                .write(
                        "GET /v1/events/stream?after=%d HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .formatted(SLOW)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void clientsThatDoNotReadHoldNobodyUp() throws Exception {
        Log log = new Log();
        List<Socket> slow = new ArrayList<>();
        try (EventResources pages = new EventResources(log, new EventNotifier(), "1");
                TestServer server =
                        new TestServer(
                                Api.of(Authenticator.OPEN).with(pages.resources()),
                                QueryExecutor.MOST_QUERIES);
                Socket reader = new Socket()) {
            for (int i = 0; i < SLOW_STREAMS; i++) {
                slow.add(slow(server));
            }
            reader.connect(server.address());
            reader.setSoTimeout(60_000);
            reader.getOutputStream()
                    .write(
                            "GET /v1/events/stream?after=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            reader.getInputStream().skipNBytes(READ);
            assertThat(server.get("/new-name.com").status()).isEqualTo(200);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
        assertThat(log.mostReaders).hasValue(1);
        // 2,000 bytes each: what the system and one part take, far from what it would like to take.
        assertThat(log.readBySlow.get() / SLOW_STREAMS).isPositive().isLessThan(250);
    }

    @Test
    void aStreamTakesFewEventsIntoMemory() throws Exception {
        Log log = new Log();
        try (EventResources pages = new EventResources(log, new EventNotifier(), "1");
                TestServer server =
                        new TestServer(
                                Api.of(Authenticator.OPEN).with(pages.resources()),
                                QueryExecutor.MOST_QUERIES);
                RawHttpClient client = server.connect()) {
            client.send("GET /v1/events/stream?after=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(log.asked.poll(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void streamsOfOneClientLeavePlacesForAnother() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (EventResources pages = new EventResources(new Log(), new EventNotifier(), "1");
                TestServer server =
                        new TestServer(
                                Api.of(Authenticator.OPEN).with(pages.resources()),
                                QueryExecutor.MOST_QUERIES)) {
            for (int i = 0; i < STREAMS_OF_A_CLIENT; i++) {
                slow.add(slow(server));
                assertThat(status(slow.getLast())).isEqualTo("HTTP/1.1 200 OK");
            }
            slow.add(slow(server));
            assertThat(status(slow.getLast())).startsWith("HTTP/1.1 503 ");
            slow.add(slow(server, "127.0.0.2"));
            assertThat(status(slow.getLast())).isEqualTo("HTTP/1.1 200 OK");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    private static String status(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
