package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Access;
import org.domainstats.events.Signal;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.store.EventLog;
import org.domainstats.store.EventStep;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class EventStreamTest {

    /** A log of many events, of which it is noted how many are asked for. */
    private record Log(LinkedBlockingQueue<Integer> asked) implements EventLog {

        @Override
        public boolean append(EventStep step) {
            return false;
        }

        @Override
        public List<LoggedEvent> after(long number, int limit) {
            asked.add(limit);
            return List.of();
        }

        @Override
        public List<LoggedEvent> newest(int limit) {
            return List.of();
        }

        @Override
        public Range range() {
            return new Range(1, 100_000);
        }

        @Override
        public void removeUpTo(long number) {}
    }

    @Test
    void aStreamTakesFewEventsIntoMemory() throws Exception {
        Log log = new Log(new LinkedBlockingQueue<>());
        try (EventPages pages = new EventPages(log, new Signal(), "1");
                TestServer server =
                        new TestServer(
                                Api.of(Access.OPEN).with(pages.resources()),
                                QueryExecutor.MOST_QUERIES);
                RawHttpClient client = server.connect()) {
            client.send("GET /v1/events/stream?after=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(log.asked.poll(60, TimeUnit.SECONDS)).isLessThanOrEqualTo(16);
        }
    }
}
