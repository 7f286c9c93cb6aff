package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** What happens on the wire: framing, pipelining, limits, and clients that mean ill. */
class ConnectionTest {

    private static final String HOST = "Host: x\r\n";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pipelinedQuestionsAreAnsweredInTheirOrder() throws IOException {
        server.get("/google.com");
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            // Ready ones between those that need work, and a body now and then.
            requests.append(get("/google.com")).append(get("/new-" + i + ".com"));
            requests.append("GET /alexa/google.com HTTP/1.1\r\n" + HOST);
            requests.append("Content-Length: 4\r\n\r\nGET ");
        }
        try (RawHttpClient client = server.connect()) {
            client.send(requests.toString());
            for (int i = 0; i < 300; i++) {
                assertThat(client.receive().body()).contains("\"rank\": 1");
                assertThat(client.receive().body()).contains("FIRST-CONTACT");
                assertThat(client.receive().body()).isEqualTo("1");
            }
        }
        assertThat(server.lookup.contacts()).isEqualTo(301);
    }

    @Test
    void pipelinedSimpleQuestionsAreAnsweredInTheirOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            requests.append(get("/" + (i % 1_000) + "x.com"));
        }
        try (RawHttpClient client = server.connect()) {
            client.send(requests.toString());
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.receive().body().contains("FIRST-CONTACT")).isEqualTo(i < 1_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /google.com HTTP/1.1\r\nHost: x\r\nUser-Agent: a\r\n\r\n",
                "GET /google.com HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
                "GET /google.com HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nTrailer: x\r\n\r\n"
            })
    void aRequestMayComeInTwoPiecesOfAnySize(String request) throws IOException {
        server.get("/google.com");
        for (int cut = 1; cut < request.length(); cut++) {
            try (RawHttpClient client = server.connect()) {
                client.send(request.substring(0, cut));
                client.send(request.substring(cut) + get("/livez"));
                assertThat(client.receive().body()).contains("\"rank\": 1");
                assertThat(client.receive().body()).contains("ok");
            }
        }
    }

    @Test
    void aRequestMayComeOctetByOctet() throws IOException {
        try (RawHttpClient client = server.connect()) {
            for (char octet : get("/google.com").toCharArray()) {
                client.send(String.valueOf(octet));
            }
            assertThat(client.receive().body()).contains("\"rank\": 1");
        }
    }

    @Test
    void connectionsStayOpenUnlessToldOtherwise() throws IOException {
        try (RawHttpClient client = server.connect()) {
            assertThat(client.send(get("/a.com")).receive().headers())
                    .doesNotContainKey("connection");
            client.send("GET /a.com HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
            assertThat(client.receive().header("connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void http10ClosesUnlessAskedToKeepAlive() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("GET /a.com HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.receive().header("connection")).isEqualTo("keep-alive");
            client.send("GET /a.com HTTP/1.0\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void aClientThatEndsItsOutputGetsWhatIsCached() throws IOException {
        server.get("/google.com");
        try (RawHttpClient client = server.connect()) {
            client.send(get("/google.com")).endOutput();
            assertThat(client.receive().body()).contains("\"rank\": 1");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void announcementToAClientThatIsGoneIsLeftToTheNext() throws Exception {
        CountDownLatch held = server.lookup.holdAnswers();
        try (RawHttpClient client = server.connect()) {
            client.send(get("/a.com"));
            server.lookup.awaitQuestion();
        }
        server.awaitNoConnections();
        held.countDown();
        server.lookup.awaitUndelivered();

        assertThat(server.get("/a.com").body()).contains("FIRST-CONTACT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nonsense\\r\\n\\r\\n | 400
                    GET /a.com\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nA b\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nA: \\0\\r\\n\\r\\n | 400
                                        GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1x\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: +1\\r\\n\\r\\na | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1, 2\\r\\n\\r\\nab | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.0\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nz\\r\\n | 400
                    GET /a.com HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 70000\\r\\n\\r\\n | 413
                    """)
    void whatIsNotHttpIsRefusedAndTheConnectionEnds(String request, int status) throws IOException {
        String octets = request.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        try (RawHttpClient client = server.connect()) {
            RawResponse received = client.send(octets + get("/smuggled.com")).receive();
            assertThat(received.status()).isEqualTo(status);
            assertThat(received.header("content-type")).isEqualTo("application/problem+json");
            assertThat(received.header("connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(server.lookup.contacts()).isZero();
    }

    @Test
    void linesHeadersAndBodiesHaveALimit() throws IOException {
        assertThat(refusal("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .isEqualTo(414);
        assertThat(refusal("GET /" + "a".repeat(100_000))).isEqualTo(414);
        assertThat(refusal("GET /a HTTP/1.1\r\n" + HOST + "A: " + "a".repeat(17_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(refusal("GET /a HTTP/1.1\r\n" + "A: b\r\n".repeat(10_000))).isEqualTo(431);
        assertThat(
                        refusal(
                                "POST /a HTTP/1.1\r\n"
                                        + HOST
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + ("1000\r\n" + "a".repeat(4_096) + "\r\n").repeat(20)))
                .isEqualTo(413);
    }

    private int refusal(String octets) throws IOException {
        try (RawHttpClient client = server.connect()) {
            return client.send(octets).receive().status();
        }
    }

    @Test
    void longNamesAndManyHeadersAreNoTrouble() throws IOException {
        String headers = HOST + "A: " + "a".repeat(15_000) + "\r\n\r\n";
        try (RawHttpClient client = server.connect()) {
            client.send("GET /" + "a".repeat(7_000) + " HTTP/1.1\r\n" + headers);
            RawResponse received = client.receive();
            assertThat(received.status()).isEqualTo(200);
            assertThat(received.body()).contains("longer than 253 octets");
        }
    }

    @Test
    void aClientThatExpectsToBeToldIsTold() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("POST /a HTTP/1.1\r\n" + HOST);
            client.send("Expect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.receiveHead().start()).isEqualTo("HTTP/1.1 100 Continue");
            client.send("abc");
            assertThat(client.receive().status()).isEqualTo(405);
        }
    }

    @Test
    void aProxyStyleTargetIsUnderstood() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("GET http://ds:8000/google.com HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.receive().body()).contains("\"rank\": 1");
            client.send("GET HTTP://ds:8000 HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.receive().body()).contains("empty name");
        }
    }

    @Test
    void aTargetThatIsNoPathIsRefusedButItsEndIsKnown() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("GET a.com HTTP/1.1\r\n" + HOST + "\r\n" + get("/livez"));
            assertThat(client.receive().status()).isEqualTo(400);
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void emptyLinesBeforeARequestAreRead() throws IOException {
        try (RawHttpClient client = server.connect()) {
            client.send("\r\n\r\n" + get("/google.com") + "\r\n" + get("/google.com"));
            assertThat(client.receive().body()).contains("\"rank\": 1");
            assertThat(client.receive().body()).contains("\"rank\": 1");
        }
    }

    @Test
    void nothingOfARequestIsReflectedUnescaped() throws IOException {
        for (String target :
                new String[] {
                    "/<script>alert(1)</script>.com",
                    "/v1/domains/%3Cscript%3E%0d%0aX-Evil:%201.com",
                    "/alexa/%0d%0aX-Evil:%201",
                    "/domain/%0d%0a/%0d%0aX-Evil:%201"
                }) {
            RawResponse received = server.get(target);
            assertThat(received.headers()).doesNotContainKey("x-evil");
            assertThat(received.body()).doesNotContain("\r", "\n");
            assertThat(received.header("content-type")).doesNotContain("html");
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
    }
}
