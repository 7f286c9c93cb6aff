package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.events.Receiver.Reply;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.WholeLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Events reach their outputs in order; one that is down holds up nobody. */
class DeliveryTest extends EventFixture {

    private final SharedVertx vertx = new SharedVertx();
    private final Receiver receiver = new Receiver();

    @Override
    List<OpenOutput> outputs() {
        OutputParts parts = new OutputParts(vertx, "1.0", now::get, System::nanoTime);
        return List.of(
                OpenOutput.of(OutputSpec.parse(receiver.url() + "/#private=yes&name=hook"), parts),
                OpenOutput.of(OutputSpec.parse(file().toUri() + "#name=file&format=json"), parts));
    }

    private Path file() {
        return folder.resolve("events.ndjson");
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
        vertx.close();
    }

    private void ask(int from, int to) {
        for (int i = from; i < to; i++) {
            registry.put("site-" + i + ".com", registered("2001-01-01T00:00:00Z"));
            ask("site-" + i + ".com");
        }
    }

    /** A contact may be seen before its registration is stored, and is looked at again then. */
    private void awaitAsTimePasses(String what, Await.Condition condition) throws Exception {
        Await.until(
                what,
                () -> {
                    now.set(now.get().plusSeconds(1));
                    return condition.holds();
                });
    }

    private long lines() throws Exception {
        return WholeLines.of(file()).size();
    }

    private OutputStatus status(String name) {
        return service.outputs().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void anOutputThatIsDownHoldsUpNobodyAndGetsAllOnceItIsBack() throws Exception {
        receiver.answer = _ -> new Reply(503, "");
        service.start();
        ask(0, 30);
        awaitAsTimePasses("the file has all", () -> lines() == 30);
        awaitAsTimePasses("the webhook fails", () -> status("hook").failing());
        assertThat(status("file").failing()).isFalse();
        receiver.received.clear();
        receiver.answer = _ -> new Reply(200, "");
        awaitAsTimePasses("the webhook has all", () -> status("hook").delivered() == 30);
        assertThat(receiver.received.stream().map(each -> site(each.body())).distinct())
                .containsExactlyElementsOf(events().stream().map(EventDocument::site).toList());
        assertThat(status("hook").failing()).isFalse();
    }

    private static String site(String body) {
        return body.replaceFirst(".*\"dns\":\\{\"question\":\\{\"name\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void pastTheBoundTheOldestAreDroppedAndCounted() throws Exception {
        service.close();
        settings = new EventSettings(Duration.ofMinutes(10), false, Duration.ofDays(30), 20);
        receiver.answer = _ -> new Reply(503, "");
        build();
        service.start();
        ask(0, 50);
        awaitAsTimePasses("the file has all", () -> status("file").delivered() == 50);
        service.trim();
        service.trim();
        assertThat(store.events().log().range().oldest()).isEqualTo(31);
        assertThat(status("hook").dropped()).isEqualTo(30);
        assertThat(status("file").dropped()).isZero();
        assertThat(service.gauges().fill()).isEqualTo(1.0);
    }

    @Test
    void oldEventsGoOnceEveryOutputHasThem() throws Exception {
        receiver.answer = _ -> new Reply(503, "");
        service.start();
        ask(0, 3);
        awaitAsTimePasses("the file has all", () -> lines() == 3);
        now.set(now.get().plus(Duration.ofDays(31)));
        service.trim();
        assertThat(store.events().log().range().size()).isEqualTo(3);
        receiver.answer = _ -> new Reply(200, "");
        awaitAsTimePasses("the webhook has all", () -> status("hook").delivered() == 3);
        awaitAsTimePasses(
                "they are gone",
                () -> {
                    service.trim();
                    return store.events().log().range().size() == 0;
                });
    }
}
