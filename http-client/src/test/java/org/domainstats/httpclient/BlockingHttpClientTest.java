package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.domainstats.base.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

class BlockingHttpClientTest {

    @RegisterExtension final Clients clients = new Clients();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
                "HTTP/1.1 200 OK\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello"
            })
    void readsTheBody(String reply) throws IOException {
        assertThat(text(get(reply))).isEqualTo("hello");
    }

    @Test
    void sendsWhatIsAskedForAndWhoAsks() throws IOException {
        AtomicReference<String> head = new AtomicReference<>("");
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            head.set(RawServer.readHead(in));
                            out.write(ascii("HTTP/1.1 204 No Content\r\n\r\n"));
                        })) {
            clients.names.put("rdap.example", List.of(InetAddress.getLoopbackAddress()));
            ClientRequest request =
                    ClientRequest.get(server.uri("rdap.example")).header("Accept", "text/plain");

            assertThat(exchange(request).status()).isEqualTo(204);
            assertThat(head.get())
                    .startsWith("GET /path?query=1 HTTP/1.1\r\n")
                    .containsIgnoringCase("host: rdap.example:" + server.port() + "\r\n")
                    .containsIgnoringCase("user-agent: test/1.0\r\n")
                    .containsIgnoringCase("accept: text/plain\r\n")
                    .containsIgnoringCase("accept-encoding: identity\r\n");
        }
    }

    @Test
    void postsABody() throws IOException {
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            byte[] body = in.readNBytes(4);
                            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"));
                            out.write(body);
                        })) {
            ClientRequest request = ClientRequest.post(server.uri(), ascii("ping"));

            assertThat(text(exchange(request))).isEqualTo("ping");
        }
    }

    @Test
    void headerFieldsAreFoundInAnyCaseAndTheFirstOfTwoCounts() throws IOException {
        ClientResponse response =
                get(
                        "HTTP/1.1 429 No\r\nRETRY-After:  7 \r\nretry-after: 9\r\nContent-Length: 0\r\n\r\n");

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Retry-After")).isEqualTo("7");
        assertThat(response.header("location")).isNull();
    }

    @Test
    void compressionThatNobodyAskedForIsUndone() throws IOException {
        try (RawServer server = RawServer.replying(zipped("hello"))) {
            assertThat(text(exchange(ClientRequest.get(server.uri())))).isEqualTo("hello");
        }
    }

    @Test
    void aCompressedBodyDoesNotInflateBeyondTheLimit() throws IOException {
        try (RawServer server = RawServer.replying(zipped("0".repeat(100_000)))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> exchange(ClientRequest.get(server.uri())))
                    .withMessage("the reply is larger than 1000 bytes");
        }
    }

    @Test
    void aClosedClientIsAnExchangeException() throws IOException {
        try (RawServer server = RawServer.replying("HTTP/1.1 204 No Content\r\n\r\n")) {
            BlockingHttpClient client = clients.client();
            assertThat(Clients.get(client, server.uri()).status()).isEqualTo(204);
            client.close();

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> Clients.get(client, server.uri()));
        }
    }

    @Test
    void redirectsAreTheCallersAffair() throws IOException {
        ClientResponse response =
                get(
                        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.header("location")).isEqualTo("http://127.0.0.1:1/");
    }

    private ClientResponse get(String reply) throws IOException {
        try (RawServer server = RawServer.replying(reply)) {
            return exchange(ClientRequest.get(server.uri()));
        }
    }

    private ClientResponse exchange(ClientRequest request) throws ExchangeException {
        return clients.client().exchange(request, Clients.LARGEST, Deadline.in(Clients.LONG));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(ascii("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"));
        try (GZIPOutputStream zip = new GZIPOutputStream(reply)) {
            zip.write(ascii(text));
        }
        return reply.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(ClientResponse response) {
        return new String(response.body(), StandardCharsets.ISO_8859_1);
    }
}
