package org.domainstats.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.NewNames;
import org.domainstats.app.events.EventReceivers.Event;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Outputs that are dead for a while under load, with a kill of the server in between, get every
 * event, in order, and twice only what has the same id.
 */
class EventOutputsAcceptanceTest {

    private static final int EACH = 400;

    @TempDir private Path folder;

    private final NewNames names = new NewNames(EACH);

    private ServerProcess serve(EventReceivers receivers) throws IOException {
        return Cli.serve(
                folder.resolve("data"),
                "--rdap=off",
                "--whois=off",
                "--event-outputs=" + receivers.outputs());
    }

    private static void awaitNumber(List<Event> received, long number) throws Exception {
        Await.until(
                "event " + number,
                () -> received.stream().anyMatch(event -> event.number() >= number));
    }

    @Test
    @Timeout(600)
    void deadOutputsAndAKilledServerLoseNothing() throws Exception {
        try (EventReceivers receivers = new EventReceivers()) {
            receivers.start();
            try (ServerProcess server = serve(receivers)) {
                names.ask(server);
                // In the middle of it, for the slowest of them.
                awaitNumber(receivers.hook, EACH / 4);
                receivers.die();
                names.ask(server);
                server.kill();
            }
            try (ServerProcess server = serve(receivers)) {
                names.ask(server);
                receivers.start();
                names.ask(server);
                for (List<Event> received :
                        List.of(receivers.hook, receivers.syslog, receivers.index)) {
                    awaitNumber(received, names.asked());
                }
            }
            assertComplete("webhook", receivers.hook);
            assertComplete("syslog", receivers.syslog);
            assertComplete("index", receivers.index);
        }
    }

    private void assertComplete(String output, List<Event> received) {
        Map<Long, String> ids = new HashMap<>();
        for (Event event : received) {
            assertThat(ids.getOrDefault(event.number(), event.id()))
                    .as("%s, event %d again", output, event.number())
                    .isEqualTo(event.id());
            ids.put(event.number(), event.id());
        }
        assertThat(ids.values()).as(output).doesNotHaveDuplicates();
        assertThat(received.stream().map(Event::number).distinct())
                .as(output)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, names.asked()).boxed().toList());
    }
}
