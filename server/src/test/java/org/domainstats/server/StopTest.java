package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.access.Authenticator;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is under way when something ends: the process, the room, the store, the right to ask. */
class StopTest {

    private static final String ASK = "GET /a.com HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void whatIsUnderWayIsAnsweredBeforeTheEnd() throws IOException, InterruptedException {
        try (TestServer server = new TestServer();
                RawHttpClient asking = server.connect();
                RawHttpClient idle = server.connect()) {
            CountDownLatch latch = server.lookup.holdAnswers();
            idle.send(ASK.replace("/a.com", "/livez"));
            assertThat(idle.receive().status()).isEqualTo(200);
            asking.send(ASK + ASK);
            server.lookup.awaitQuestion();

            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> server.stop(Duration.ofSeconds(30)));
            assertThat(idle.isAtEnd()).isTrue();
            latch.countDown();

            RawResponse last = asking.receive();
            assertThat(last.body()).contains("FIRST-CONTACT");
            assertThat(last.header("connection")).isEqualTo("close");
            assertThat(asking.isAtEnd()).isTrue();
            asking.endOutput();
            idle.endOutput();
            stopped.join();
            assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSecondStopFindsNothingLeftToWaitFor() throws Exception {
        try (TestServer server = new TestServer()) {
            server.stop(Duration.ofDays(1));

            CompletableFuture.runAsync(() -> server.stop(Duration.ofDays(1)))
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aHangingAnswerDoesNotHoldUpTheEnd() throws IOException, InterruptedException {
        TestServer server = new TestServer();
        CountDownLatch latch = server.lookup.holdAnswers();
        try (RawHttpClient asking = server.connect()) {
            asking.send(ASK);
            server.lookup.awaitQuestion();

            server.stop(Duration.ofMillis(100));
            assertThat(asking.isAtEnd()).isTrue();
        } finally {
            latch.countDown();
        }
    }

    @Test
    void anAnnouncementWhoseClientIsGoneIsTakenBackWithoutFurtherWaiting()
            throws IOException, InterruptedException {
        try (TestServer server = new TestServer()) {
            server.lookup.holdAnswers();
            try (RawHttpClient asking = server.connect()) {
                asking.send(ASK);
                server.lookup.awaitQuestion();
            }
            server.lookup.awaitUndelivered();
            assertThat(server.get("/a.com").body()).contains("FIRST-CONTACT");
        }
    }

    @Test
    void tooMuchWorkIsTurnedAwayAtOnce() throws IOException, InterruptedException {
        try (TestServer server = new TestServer(Authenticator.OPEN, 1);
                RawHttpClient first = server.connect();
                RawHttpClient second = server.connect()) {
            server.get("/google.com");
            CountDownLatch latch = server.lookup.holdAnswers();
            first.send(ASK);
            server.lookup.awaitQuestion();

            RawResponse refused = second.send(ASK.replace("a.com", "b.com")).receive();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            second.send(ASK.replace("a.com", "google.com"));
            assertThat(second.receive().body()).contains("\"rank\": 1");

            latch.countDown();
            assertThat(first.receive().body()).contains("FIRST-CONTACT");
            // Its place is free a moment after its answer has arrived.
            RawResponse next = second.send(ASK.replace("a.com", "b.com")).receive();
            while (next.status() == 503) {
                next = second.send(ASK.replace("a.com", "b.com")).receive();
            }
            assertThat(next.body()).contains("FIRST-CONTACT");
        }
    }

    @Test
    void aFaultIsAnsweredAndTheConnectionGoesOn() throws IOException {
        try (TestServer server = new TestServer();
                RawHttpClient client = server.connect()) {
            client.send(ASK.replace("a.com", MemoryLookup.STORE_FAULT));
            assertThat(client.receive().status()).isEqualTo(503);
            client.send(ASK.replace("a.com", MemoryLookup.FAULT));
            assertThat(client.receive().status()).isEqualTo(500);
            client.send(ASK.replace("a.com", MemoryLookup.FAULT_ON_LOOP));
            assertThat(client.receive().status()).isEqualTo(500);
            client.send(ASK);
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }
}
