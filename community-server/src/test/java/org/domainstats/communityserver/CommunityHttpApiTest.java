package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.net.impl.ConnectionBase;

import org.domainstats.http.Exchange;
import org.domainstats.http.HttpListener;
import org.domainstats.http.HttpMetrics;
import org.domainstats.http.ListenerSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class CommunityHttpApiTest {

    @AutoClose private final SharedVertx vertx = new SharedVertx();
    private final CompletableFuture<Boolean> sent = new CompletableFuture<>();

    /** With the connection closed, but its event loop not yet come to notice. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replyIsSentOnlyWhereTheSystemTookIt(boolean closed) throws Exception {
        ListenerSettings settings =
                ListenerSettings.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        HttpMetrics metrics = new HttpMetrics(new SimpleMeterRegistry(), "test");
        try (HttpListener listener =
                        HttpListener.start(
                                vertx.get(),
                                settings,
                                metrics,
                                (_, _) -> each -> reply(each, closed));
                RawHttpClient client = new RawHttpClient(listener.address())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(sent.get(60, TimeUnit.SECONDS)).isEqualTo(!closed);
        }
    }

    private void reply(Exchange exchange, boolean closed) {
        if (closed && exchange.request().connection() instanceof ConnectionBase connection) {
            var _ = connection.channel().close();
        }
        CommunityHttpApi.respond(
                exchange, new RequestOutcome.Bytes(new byte[] {'{', '}'}, sent::complete));
    }
}
