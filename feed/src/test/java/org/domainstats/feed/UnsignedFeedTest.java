package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** From where a feed without a signature is taken, and from where a first key. */
class UnsignedFeedTest {

    private static final String REFUSED = "is not signed, and over plain http anyone";

    @TempDir private Path folder;

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    private HttpServer server;

    @BeforeEach
    void serveUnsignedFeed() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] update = "1,example.com\n".getBytes(StandardCharsets.US_ASCII);
        server.createContext(
                "/",
                exchange -> {
                    boolean found = exchange.getRequestURI().getPath().equals("/0/1.txt");
                    exchange.sendResponseHeaders(found ? 200 : 404, found ? update.length : -1);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write(found ? update : new byte[0]);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "https://feed.example/, true",
        "http://127.0.0.1:8080/, true",
        "http://10.1.2.3/, false",
        "http://name.invalid/, false",
        "/srv/feed, true"
    })
    void addressSaysWhoMayBeOnTheWay(String source, boolean authenticated) {
        try (BlockingHttpClient http = client("127.0.0.1")) {
            assertThat(FeedSource.of(source, http).isAuthenticated()).isEqualTo(authenticated);
        }
    }

    @Test
    void aNameInThePrivateNetworkIsTaken() {
        assertThat(pull("127.0.0.1")).contains("to=0.1");
    }

    /** The manifest is missing at a private address; the name leads elsewhere a moment later. */
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "2606:4700::1111"})
    void theAddressOfTheConnectionIsTheOneThatIsJudged(String elsewhere) {
        assertThat(pull("127.0.0.1 127.0.0.1 " + elsewhere)).contains(REFUSED);
    }

    /** What a feed's name resolves to: these in turn, then the last for ever. */
    private BlockingHttpClient client(String addresses) {
        List<String> all = List.of(addresses.split(" ", -1));
        int[] asked = {0};
        return new BlockingHttpClient(
                vertx,
                new HttpClientSettings(
                        "test",
                        AllowedAddresses.any(
                                (host, deadline) -> {
                                    int next = Math.min(asked[0]++, all.size() - 1);
                                    return List.of(InetAddress.ofLiteral(all.get(next)));
                                }),
                        TrustedAuthorities.java(),
                        4,
                        Duration.ofSeconds(30)));
    }

    private String pull(String addresses) {
        try (BlockingHttpClient http = client(addresses);
                SqliteKnownDomains known = SqliteKnownDomains.open(folder.resolve("known.db"))) {
            return new FeedClient(
                            FeedSource.of(
                                    "http://feed.example:" + server.getAddress().getPort(), http),
                            new FeedTrust(null, folder.resolve("feed-keys")),
                            known,
                            folder.resolve("staging"),
                            new FeedClient.Policy(
                                    new Hostnames(PublicSuffixList.carried()),
                                    Age.DEFAULT,
                                    InstantSource.system(),
                                    Duration.ofDays(7),
                                    false))
                    .pull(FeedProgress.SILENT)
                    .toString();
        }
    }
}
