package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.ClientPlaces;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Many names in one request, each answered on its line. */
class BatchTest {

    private final TestServer server = new TestServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpRequest.Builder batch(byte[] body) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:" + server.address().getPort() + "/v1/domains"))
                .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body)));
    }

    private List<String> answers(String body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(
                        batch(body.getBytes(StandardCharsets.UTF_8)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        return response.body().lines().toList();
    }

    @Test
    void everyShapeOfRowIsAnsweredInOrderAndABadOneInItsPlace() throws Exception {
        assertThat(
                        answers(
                                "google.com\r\n\n\"www.google.com\"\n{\"hostname\": \"a.org\"}\n"
                                        + "{broken\nb.org"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("google.com", "\"first_contact\":true"),
                        again ->
                                assertThat(again)
                                        .contains("www.google.com", "\"first_contact\":false"),
                        object -> assertThat(object).contains("\"hostname\":\"a.org\""),
                        bad -> assertThat(bad).contains("{broken", "not-public"),
                        unended -> assertThat(unended).contains("\"hostname\":\"b.org\""));
    }

    @Test
    void aBareNameMayBeDefangedAndOneInJsonIsWhatItIs() throws Exception {
        assertThat(
                        answers(
                                "hxxps://www[.]google[.]com/a\n{\"hostname\":\"a[.]org\"}\n\"b(dot)org\"\n"))
                .satisfiesExactly(
                        bare -> assertThat(bare).contains("\"hostname\":\"www.google.com\""),
                        object -> assertThat(object).contains("a[.]org", "not-public"),
                        string -> assertThat(string).contains("b(dot)org", "not-public"));
    }

    @Test
    void anArrayIsAnsweredUpToWhereItBreaks() throws Exception {
        assertThat(answers("[\"a.com\", {\"domain\": \"b.com\"}, 5, [\"c.com\"], \"a.com\", !"))
                .hasSize(6)
                .satisfies(lines -> assertThat(lines.get(0)).contains("\"first_contact\":true"))
                .satisfies(lines -> assertThat(lines.get(1)).contains("\"hostname\":\"b.com\""))
                .satisfies(lines -> assertThat(lines.get(3)).contains("not-public"))
                .satisfies(lines -> assertThat(lines.get(4)).contains("\"first_contact\":false"))
                .satisfies(
                        lines ->
                                assertThat(lines.get(5))
                                        .contains("not-public", "the array is broken here"));
        assertThat(answers("[".repeat(5_000)).getLast()).contains("the array is too deep");
    }

    @Test
    void whatIsBehindAnArrayIsNotLeftOutSilently() throws Exception {
        assertThat(answers("[\"a.com\"]\n[\"b.com\"]\n[\"c.com\"]\n"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"hostname\":\"a.com\""),
                        bad -> assertThat(bad).contains("not-public", "more behind the array"));
        assertThat(answers("[\"a.com\"]\r\n \n")).hasSize(1);
    }

    @Test
    void manyRowsGoBothWaysPacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 50_000; i++) {
                gzip.write(("n" + i + ".com\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        HttpResponse<byte[]> response =
                client.send(
                        batch(packed.toByteArray())
                                .header("Content-Encoding", "gzip")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        String unpacked =
                new String(
                        new GZIPInputStream(new ByteArrayInputStream(response.body()))
                                .readAllBytes(),
                        StandardCharsets.US_ASCII);
        assertThat(unpacked.lines().map(line -> line.split("\"", 5)[3]))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50_000).mapToObj(i -> "n" + i + ".com").toList());
        assertThat(server.lookup.contacts()).isEqualTo(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"google.com\n", "", "\u001f\u008b\u0008"})
    void whatIsNotGzipIsRefusedBeforeAnyAnswer(String body) throws Exception {
        HttpResponse<String> response =
                client.send(
                        batch(body.getBytes(StandardCharsets.ISO_8859_1))
                                .header("Content-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.lookup.contacts()).isZero();
    }

    @Test
    void bodyThatUnpacksToMoreThanALogDoesIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blank = "\n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                gzip.write(blank);
            }
        }
        HttpResponse<String> response =
                client.send(
                        batch(packed.toByteArray()).header("Content-Encoding", "gzip").build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("unpacks to more");
    }

    @Test
    void placesAreBoundedForEachClientAndInAll() {
        ClientPlaces places = new ClientPlaces(3, 2);
        String one = "one";
        String other = "other";

        assertThat(places.tryTake(one)).isTrue();
        assertThat(places.tryTake(one)).isTrue();
        assertThat(places.tryTake(one)).isFalse();
        assertThat(places.tryTake(other)).isTrue();
        assertThat(places.tryTake(other)).isFalse();
        places.release(one);
        assertThat(places.tryTake(other)).isTrue();
    }

    @Test
    void partsThatAreBegunBeforeTheOneBeforeThemFailsAreTakenBack() throws Exception {
        CountDownLatch held = server.lookup.holdAnswers();
        try (RawHttpClient client = server.connect()) {
            client.send("POST /v1/domains HTTP/1.0\r\nContent-Length: 28\r\n\r\n");
            client.send(MemoryLookup.FAULT + "\n");
            server.lookup.awaitQuestion();
            client.send("new.com\n");
            Await.until("the second part is begun", () -> server.lookup.hasContact("new.com"));
            client.send("newer.com\n");
            Await.until("the third part is begun", () -> server.lookup.hasContact("newer.com"));
            held.countDown();
            assertThat(client.receive().status()).isEqualTo(500);
        }
        Await.until("both are left to the next", () -> server.lookup.contacts() == 0);
    }

    /**
     * It counts as said what the system took; of the piece that a broken connection takes along,
     * nobody knows how much of it arrived.
     */
    @Test
    void whatABrokenConnectionDidNotTakeIsAnnouncedToTheNextAndWhatItTookIsNot() throws Exception {
        List<String> names = IntStream.range(0, 20_000).mapToObj(i -> "n" + i + ".com").toList();
        String rows = String.join("\n", names) + "\n";
        Set<String> received = new HashSet<>();
        boolean intact;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(server.address());
            socket.setSoTimeout(60_000);
            String head =
                    "POST /v1/domains HTTP/1.0\r\nContent-Length: %d\r\n\r\n"
                            .formatted(rows.length());
            socket.getOutputStream().write((head + rows).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
            server.stop(Duration.ofMillis(100));
            intact = readRows(socket, received);
        }
        assertThat(received).isNotEmpty().hasSizeLessThan(names.size());
        assertThat(said(names)).containsAll(received);
        if (intact) {
            // What did not go out is taken back by threads that the stop did not wait for.
            Await.until(
                    "no more are said than two pieces hold",
                    () -> said(names).size() - received.size() < 200);
        }
    }

    private List<String> said(List<String> names) {
        return names.stream().filter(server.lookup::hasContact).toList();
    }

    /**
     * Reads the rows that arrive.
     *
     * @return false if the connection was reset: the server had not read the whole request when it
     *     was stopped, and the system then drops what was on its way to the client
     */
    private static boolean readRows(Socket socket, Set<String> received) throws IOException {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.endsWith("}")) {
                    received.add(line.replaceAll(".*?\"hostname\":\"([^\"]+).*", "$1"));
                }
            }
            return true;
        } catch (SocketException reset) {
            return false;
        }
    }

    @Test
    void clientThatReadsSlowlyGetsEveryRow() throws Exception {
        String rows = "google.com\n".repeat(40_000);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(server.address());
            socket.setSoTimeout(60_000);
            String head =
                    "POST /v1/domains?peek=true HTTP/1.0\r\nContent-Length: %d\r\n\r\n"
                            .formatted(rows.length());
            socket.getOutputStream().write((head + rows).getBytes(StandardCharsets.US_ASCII));
            String response =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(response.lines().filter(line -> line.startsWith("{"))).hasSize(40_000);
        }
    }
}
