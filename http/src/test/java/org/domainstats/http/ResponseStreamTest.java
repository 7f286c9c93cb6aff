package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;

import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ResponseStreamTest {

    private static final int PIECE = 1_024 * 1_024;

    /** More than the system takes for a client that reads nothing. */
    private static final int PIECES = 256;

    @Test
    void streamThatOutlivesItsServerIsOneWhoseClientIsGone() throws Exception {
        CompletableFuture<Exchange> streamed = new CompletableFuture<>();
        Exchange exchange;
        try (TestListener server = new TestListener(streamed::complete);
                RawHttpClient client = server.connect()) {
            client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
            exchange = streamed.get(60, TimeUnit.SECONDS);
        }
        ResponseStream response = new ResponseStream(exchange, Map.of());
        AtomicInteger undelivered = new AtomicInteger();
        var piece =
                new ResponseStream.Piece(
                        Buffer.buffer("a"), () -> {}, undelivered::incrementAndGet);

        assertThatThrownBy(() -> response.write(List.of(piece))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> response.write(List.of(piece))).isInstanceOf(IOException.class);
        response.drain();
        exchange.execute(exchange::abort);
        assertThat(undelivered).hasValue(2);
    }

    /**
     * All pieces of a part were going at once: killed then, the server had said nothing of most of
     * them, and they counted as said.
     */
    @Test
    void aPieceIsGoingOnceTheSystemHasTakenThoseBeforeIt() throws Exception {
        CompletableFuture<Exchange> streamed = new CompletableFuture<>();
        AtomicInteger going = new AtomicInteger();
        AtomicInteger undelivered = new AtomicInteger();
        try (TestListener server = new TestListener(streamed::complete)) {
            ResponseStream response;
            try (RawHttpClient client = server.connect()) {
                client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Exchange exchange = streamed.get(60, TimeUnit.SECONDS);
                response = new ResponseStream(exchange, Map.of());
                var piece =
                        new ResponseStream.Piece(
                                Buffer.buffer(new byte[PIECE]),
                                going::incrementAndGet,
                                undelivered::incrementAndGet);
                response.write(Collections.nCopies(PIECES, piece));
                CompletableFuture<Integer> soFar = new CompletableFuture<>();
                exchange.execute(() -> soFar.complete(going.get()));
                assertThat(soFar.get(60, TimeUnit.SECONDS)).isBetween(1, PIECES - 1);
            }
            response.drain();
            assertThat(going.get() + undelivered.get()).isEqualTo(PIECES);
            assertThat(undelivered).hasPositiveValue();
        }
    }
}
