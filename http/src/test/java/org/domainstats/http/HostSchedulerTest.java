package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Requests that one host sends without a pause, on many connections, held up those of others. */
class HostSchedulerTest {

    private static final InetAddress LARGE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SMALL = InetAddress.ofLiteral("192.0.2.2");
    private static final int CONNECTIONS = 40;
    private static final int PIPELINED = 400;
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final ArrayDeque<Runnable> rounds = new ArrayDeque<>();
    private final List<String> handled = new ArrayList<>();
    private long now;
    private final HostScheduler scheduler =
            new HostScheduler(Duration.ofNanos(10), () -> now, rounds::add);

    /** Takes 4 ns for each request, of which some were read together. */
    private void read(HostScheduler.Host host, String name, int requests) {
        host.begin();
        int left = requests;
        while (left > 0 && !host.isOver()) {
            handled.add(name);
            now += 4;
            left--;
        }
        host.end();
        if (left > 0) {
            int rest = left;
            host.await(() -> read(host, name, rest));
        }
    }

    @Test
    void hostHasItsQuantumWhateverItsConnections() {
        HostScheduler.Host large = scheduler.join(LARGE);
        HostScheduler.Host small = scheduler.join(SMALL);
        read(large, "a", 4);
        read(large, "b", 2);
        read(small, "c", 1);
        assertThat(handled).containsExactly("a", "a", "a", "c");
        assertThat(rounds).hasSize(1);
        rounds.remove().run();
        assertThat(handled).containsExactly("a", "a", "a", "c", "a", "b", "b");
        assertNothingWaits();
    }

    @Test
    void whatIsOverWaitsForTheNextRoundEachTime() {
        HostScheduler.Host large = scheduler.join(LARGE);
        read(large, "a", 9);
        read(large, "b", 1);
        rounds.remove().run();
        assertThat(handled).containsExactly("a", "a", "a", "a", "a", "a");
        rounds.remove().run();
        assertThat(String.join("", handled)).isEqualTo("aaaaaabaa");
        rounds.remove().run();
        assertThat(String.join("", handled)).isEqualTo("aaaaaabaaa");
        assertNothingWaits();
    }

    private void assertNothingWaits() {
        int before = handled.size();
        rounds.remove().run();
        assertThat(handled).hasSize(before);
        assertThat(rounds).isEmpty();
    }

    /** A host that is busy, and less so than its quantum, would be made to wait now and then. */
    @Test
    void whatWasUsedInOneRoundDoesNotCountInTheNext() {
        HostScheduler.Host host = scheduler.join(LARGE);
        for (int round = 0; round < 5; round++) {
            read(host, "a", 2);
            assertThat(handled).hasSize(2 * (round + 1));
            rounds.remove().run();
        }
        assertThat(rounds).isEmpty();
    }

    @Test
    void requestIsAsOldAsItsReading() {
        HostScheduler.Host host = scheduler.join(LARGE);
        host.begin();
        now = 3;
        assertThat(host.isOver()).isFalse();
        assertThat(scheduler.now()).as("of the first").isZero();
        assertThat(host.isOver()).isFalse();
        assertThat(scheduler.now()).as("of one behind it").isEqualTo(3);
        now = 5;
        host.end();
        assertThat(scheduler.now()).as("where none is read").isEqualTo(5);
    }

    @Test
    void hostWithoutConnectionsIsForgotten() {
        HostScheduler.Host host = scheduler.join(LARGE);
        assertThat(scheduler.join(LARGE)).isSameAs(host);
        host.leave();
        assertThat(scheduler.size()).isEqualTo(1);
        host.leave();
        assertThat(scheduler.size()).isZero();
    }

    private static RawHttpClient connect(TestListener server, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(server.listener.address());
        return new RawHttpClient(socket, "localhost");
    }

    /** Counts what each event loop has done for one host; says how much to others. */
    private record Counting(Map<Thread, Integer> counts) implements ExchangeHandler {

        @Override
        public void handle(Exchange exchange) {
            Thread loop = Thread.currentThread();
            if (exchange.peer().getHostAddress().equals("127.0.0.3")) {
                counts.merge(loop, 1, Integer::sum);
                LockSupport.parkNanos(1_000_000);
                exchange.respond(ServerResponse.text("a"));
            } else {
                String name = loop.getName() + "=" + counts.getOrDefault(loop, 0);
                exchange.respond(ServerResponse.text(name));
            }
        }

        private Map<String, Integer> byName() {
            Map<String, Integer> named = new ConcurrentHashMap<>();
            counts.forEach((thread, count) -> named.put(thread.getName(), count));
            return named;
        }
    }

    @Test
    void pipelinedRequestsOfOneHostHoldUpNoOther() throws IOException {
        Counting counting = new Counting(new ConcurrentHashMap<>());
        List<RawHttpClient> flood = new ArrayList<>();
        try (TestListener server = new TestListener(counting)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                RawHttpClient client = connect(server, "127.0.0.3");
                flood.add(client);
                client.send(GET.repeat(PIPELINED));
            }
            Map<String, Integer> before = counting.byName();
            try (RawHttpClient other = connect(server, "127.0.0.2")) {
                String[] loop = other.send(GET).receive().body().split("=", -1);
                int meanwhile = Integer.parseInt(loop[1]) - before.getOrDefault(loop[0], 0);
                assertThat(meanwhile).isLessThan(PIPELINED / 2);
            }
            assertThat(flood.getFirst().receive().body()).isEqualTo("a");
        } finally {
            for (RawHttpClient client : flood) {
                client.close();
            }
        }
    }

    @Test
    void whatWaitedIsAnsweredInItsOrder() throws IOException {
        try (TestListener server =
                        new TestListener(
                                exchange -> {
                                    LockSupport.parkNanos(1_000_000);
                                    exchange.respond(ServerResponse.text(exchange.target()));
                                });
                RawHttpClient client = server.connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < PIPELINED; i++) {
                requests.append(GET.replace("/ ", "/" + i + " "));
            }
            client.send(requests.toString());
            for (int i = 0; i < PIPELINED; i++) {
                assertThat(client.receive().body()).isEqualTo("/" + i);
            }
        }
    }

    /** Each answer comes from another thread, and the next request is there before it. */
    @Test
    void requestIsHandledOnceTheOneBeforeIsAnswered() throws IOException {
        try (TestListener server =
                        new TestListener(
                                exchange ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () ->
                                                                exchange.execute(
                                                                        () -> echo(exchange))));
                RawHttpClient client = server.connect()) {
            String post =
                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc" + GET;
            client.send(post.repeat(1_000));
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.receive().body()).isEqualTo("POST");
                assertThat(client.receive().body()).isEqualTo("GET");
            }
        }
    }

    private static void echo(Exchange exchange) {
        exchange.respond(ServerResponse.text(exchange.method()));
    }
}
