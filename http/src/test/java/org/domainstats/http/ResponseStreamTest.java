package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;

import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class ResponseStreamTest {

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
}
