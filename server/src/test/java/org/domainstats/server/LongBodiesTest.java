package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Authenticator;
import org.domainstats.access.Resource;
import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sixty hunts of 4 MiB at once took all memory, and the server ended. */
class LongBodiesTest {

    private static final int LIMIT = 1_024 * 1_024;
    private static final String HEAD =
            "POST /v1/hunt HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n";

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final LinkedBlockingQueue<Thread> working = new LinkedBlockingQueue<>();
    private final TestServer server =
            new TestServer(
                    Api.of(Authenticator.OPEN)
                            .with(
                                    List.of(
                                            Resource.of("POST", "/v1/hunt", this::work)
                                                    .withBodyLimit(LIMIT))),
                    QueryExecutor.MOST_QUERIES);

    private ServerResponse work(ResourceRequest request) {
        working.add(Thread.currentThread());
        try {
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ServerResponse.json("{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String request() {
        return HEAD.formatted(LIMIT) + "x".repeat(LIMIT);
    }

    private int status(String request) throws IOException {
        try (RawHttpClient client = server.connect()) {
            return client.send(request).receive().status();
        }
    }

    @Test
    void aClientHasOneAtATimeOnAThreadThatHoldsUpNobody() throws Exception {
        try (RawHttpClient first = server.connect()) {
            first.send(request());
            Thread worker = working.poll(60, TimeUnit.SECONDS);
            assertThat(worker).isNotNull();
            assertThat(worker.isVirtual()).isFalse();
            assertThat(status(request())).isEqualTo(503);
            assertThat(status("GET /a.com HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(200);
            goOn.countDown();
            assertThat(first.receive().status()).isEqualTo(200);
        }
        awaitPlace();
    }

    /** Two who sent a byte a minute held both places for 80 s. */
    @Test
    void whoSendsSlowlyHoldsUpNobody() throws IOException {
        goOn.countDown();
        try (RawHttpClient slow = server.connect();
                RawHttpClient slower = server.connect()) {
            slow.send(HEAD.formatted(LIMIT) + "x".repeat(LIMIT / 2));
            slower.send(HEAD.formatted(LIMIT) + "x");
            awaitPlace();
            assertThat(slow.send("x".repeat(LIMIT / 2)).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void whoLeavesOrSendsTooMuchLeavesHisPlace() throws IOException {
        goOn.countDown();
        try (RawHttpClient leaving = server.connect()) {
            leaving.send(HEAD.formatted(LIMIT) + "x".repeat(LIMIT / 2));
        }
        awaitPlace();
        assertThat(statusWithAPlace(HEAD.formatted(LIMIT + 1))).isEqualTo(413);
        awaitPlace();
    }

    private void awaitPlace() throws IOException {
        assertThat(statusWithAPlace(request())).isEqualTo(200);
    }

    /** A place is free a moment after the client has the response, or is gone: asks until it is. */
    private int statusWithAPlace(String request) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        int status = status(request);
        while (status == 503 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
            status = status(request);
        }
        return status;
    }
}
