package org.domainstats.communityclient;

import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Clients of scripted servers, closed together. */
final class ScriptedFixture implements AutoCloseable {

    static final DomainName SITE = new DomainName("example.com");
    static final Instant CREATED = Instant.parse("2015-12-12T19:34:59Z");
    static final String YOUNG =
            "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\",\"other\":{},"
                    + "\"version\":\"1.17\",\"source\":\"rdap\"}";
    static final String OLD = YOUNG.replace("2015", "1995");

    final Token token = Token.random(new ClientId("sensor-1"), new SecureRandom());
    final List<FeedVersion> versions = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();

    @Override
    public void close() throws IOException {
        for (Closeable closeable : open.reversed()) {
            closeable.close();
        }
    }

    ScriptedServer server(Function<CommunityRequest.Valid, List<byte[]>> script)
            throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server::close);
        return server;
    }

    ScriptedServer answering(Function<CommunityRequest.Query, List<byte[]>> script)
            throws IOException {
        return server(ScriptedServer.terms(script));
    }

    CommunityClient client(CommunityAddress address, @Nullable Token with, int millis) {
        CommunityClient client =
                CommunityClient.of(
                        new CommunityEndpoint(address, with, Duration.ofMillis(millis), http()),
                        new ClientDescription(
                                "1.0.0",
                                () -> new FeedVersion(1, 16),
                                () -> new ClientDescription.Figures(List.of(7L, 2L), List.of(1L)),
                                versions::add));
        open.add(client::close);
        client.start();
        return client;
    }

    /** For servers over HTTPS, of which these tests have none. */
    private BlockingHttpClient http() {
        SharedVertx vertx = new SharedVertx();
        open.add(vertx::close);
        return new BlockingHttpClient(
                vertx, HttpClientSettings.forNamedHosts("test", TrustedAuthorities.java()));
    }

    static Stream<String> queries(ScriptedServer server) {
        return server.received().stream().filter(text -> text.contains("\"query\""));
    }
}
