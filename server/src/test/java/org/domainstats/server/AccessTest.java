package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.Authenticator;
import org.domainstats.http.AccessRole;
import org.domainstats.http.AccessToken;
import org.domainstats.http.AccessTokens;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** Tokens, roles, and browsers without a token. */
class AccessTest {

    private static final String ASK = "GET /a.com HTTP/1.1\r\nHost: localhost\r\n";
    private static final String MOZILLA = "User-Agent: Mozilla/5.0\r\n";

    private final AtomicReference<AccessTokens> tokens =
            new AtomicReference<>(
                    AccessTokens.NONE
                            .with(AccessToken.of("siem", AccessRole.ASK, "s3"))
                            .with(AccessToken.of("analyst", AccessRole.READ, "r3")));

    private static String bearing(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    void withTokensOnlyTheirBearersAreAnsweredExceptForProbes() throws IOException {
        try (TestServer server = new TestServer(Authenticator.tokens(tokens::get));
                RawHttpClient client = server.connect()) {
            RawResponse refused = client.send(ASK + "\r\n").receive();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
            for (String target : new String[] {"/stats", "/v1/domains/a.com", "/metrics"}) {
                assertThat(client.send(ASK.replace("/a.com", target) + "\r\n").receive().status())
                        .isEqualTo(401);
            }
            assertThat(client.send(ASK + "Authorization: Basic s3\r\n\r\n").receive().status())
                    .isEqualTo(401);
            assertThat(client.send(ASK + bearing("wrong") + "\r\n").receive().status())
                    .isEqualTo(401);
            assertThat(client.send(ASK.replace("/a.com", "/livez") + "\r\n").receive().status())
                    .isEqualTo(200);
            assertThat(server.lookup.contacts()).isZero();

            assertThat(client.send(ASK + bearing("s3") + "\r\n").receive().body())
                    .contains("FIRST-CONTACT");
        }
    }

    @Test
    void tokenThatIsRevokedIsRefusedOnTheSameConnection() throws IOException {
        try (TestServer server = new TestServer(Authenticator.tokens(tokens::get));
                RawHttpClient client = server.connect()) {
            String ask = ASK + bearing("s3") + "\r\n";
            assertThat(client.send(ask).receive().status()).isEqualTo(200);
            tokens.set(tokens.get().without("siem"));

            assertThat(client.send(ask).receive().status()).isEqualTo(401);
        }
    }

    @Test
    void whatWasAskedIsShownToReadersUnderAKnownNameOnly() throws IOException {
        String browse = "GET /cache_browse?format=domain_stats HTTP/1.1\r\nHost: localhost\r\n";
        try (TestServer server = new TestServer(Authenticator.tokens(tokens::get));
                RawHttpClient client = server.connect()) {
            assertThat(client.send(browse + bearing("s3") + "\r\n").receive().status())
                    .isEqualTo(403);
            String readers = browse + bearing("r3") + "\r\n";
            assertThat(client.send(readers).receive().status()).isEqualTo(200);
            assertThat(client.send(readers.replace("localhost", "x.example")).receive().status())
                    .isEqualTo(403);
        }
    }

    @Test
    void browserWithoutATokenOnlyLooks() throws IOException {
        try (TestServer server = new TestServer();
                RawHttpClient client = server.connect()) {
            assertThat(client.send(ASK + MOZILLA + "\r\n").receive().body())
                    .contains("\"seen_by_you\": \"UNAVAILABLE\"");
            String batch = "POST /v1/domains HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n";
            client.send(batch + MOZILLA + "\r\na.com\n");
            assertThat(client.receiveHead().status()).isEqualTo(200);
        }
        try (TestServer server = new TestServer(Authenticator.tokens(tokens::get));
                RawHttpClient client = server.connect()) {
            assertThat(client.send(ASK + MOZILLA + bearing("s3") + "\r\n").receive().body())
                    .contains("FIRST-CONTACT");
        }
    }

    @Test
    void pageElsewhereLeavesNothing() throws IOException {
        try (TestServer server = new TestServer();
                RawHttpClient client = server.connect()) {
            assertThat(client.send(ASK + "Origin: http://evil.example\r\n\r\n").receive().status())
                    .isEqualTo(403);
            assertThat(server.lookup.contacts()).isZero();
        }
    }
}
