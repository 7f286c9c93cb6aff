package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.events.Receiver.Received;
import org.domainstats.events.Receiver.Reply;
import org.domainstats.httpclient.SharedVertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks and Elasticsearch, against a server that answers as it is told. */
class HttpOutputsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T03:13:07Z");

    @TempDir Path folder;

    private final SharedVertx vertx = new SharedVertx();
    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
        vertx.close();
    }

    private Output open(String text) {
        return OpenOutput.of(
                        OutputSpec.parse(text),
                        new OutputParts(vertx, "1.0", InstantSource.fixed(NOW), System::nanoTime))
                .output();
    }

    @Test
    void aWebhookGetsOneEventARequestThatItCanVerify() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        try (Output hook = open(receiver.url() + "/hook?x=y#private=yes&secret-file=" + secret)) {
            assertThat(hook.largestBatch()).isEqualTo(1);
            hook.deliver(SampleEvents.outgoing(1, 1));
        }
        Received request = receiver.received.getFirst();
        assertThat(request.path()).isEqualTo("/hook?x=y");
        assertThat(request.body()).startsWith("{\"number\":1,\"id\":\"id-1\"");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signed =
                mac.doFinal(
                        (NOW.getEpochSecond() + "." + request.body())
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(request.signature())
                .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed));
    }

    @Test
    void aWebhookMayGetAnArray() throws Exception {
        try (Output hook = open(receiver.url() + "/#private=yes&batch=3")) {
            hook.deliver(SampleEvents.outgoing(1, 3));
        }
        assertThat(receiver.received.getFirst().body()).startsWith("[{\"number\":1").endsWith("}]");
    }

    @Test
    void aWebhookGoesNowherePrivateUnlessAllowed() {
        try (Output hook = open(receiver.url() + "/")) {
            assertThatThrownBy(() -> hook.deliver(SampleEvents.outgoing(1, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("private=yes");
        }
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void aReplyThatIsNoSuccessIsAFailure() {
        receiver.answer = _ -> new Reply(500, "");
        try (Output hook = open(receiver.url() + "/#private=yes")) {
            assertThatThrownBy(() -> hook.deliver(SampleEvents.outgoing(1, 1)))
                    .hasMessageContaining("status 500");
        }
    }

    @Test
    void aWebhookIsContentWithTheStatus() throws Exception {
        String endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n.\r\n";
        try (ServerSocket hanging = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Output hook =
                        open("http://127.0.0.1:" + hanging.getLocalPort() + "/#private=yes")) {
            Thread.ofVirtual().start(() -> answerAll(hanging, endless));
            hook.deliver(SampleEvents.outgoing(1, 1));
            hook.deliver(SampleEvents.outgoing(2, 2));
        }
        receiver.answer = _ -> new Reply(200, "x".repeat(5 << 20));
        try (Output hook = open(receiver.url() + "/#private=yes")) {
            hook.deliver(SampleEvents.outgoing(1, 1));
        }
    }

    /** Answers the first request of each connection, and leaves it open. */
    private static void answerAll(ServerSocket server, String reply) {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> answer(connection, reply));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void answer(Socket client, String reply) {
        try (client) {
            var _ = client.getInputStream().read();
            client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The test is over.
        }
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> open(receiver.url() + "/#secret-file=" + secret))
                .hasMessageContaining("chmod 600");
    }

    private static Reply bulk(Received request, int... statuses) {
        if (request.method().equals("PUT")) {
            return new Reply(200, "{\"acknowledged\":true}");
        }
        StringBuilder items = new StringBuilder();
        for (int status : statuses) {
            items.append(items.isEmpty() ? "" : ",");
            items.append("{\"index\":{\"_id\":\"x\",\"status\":").append(status);
            items.append(status < 300 ? "" : ",\"error\":{\"type\":\"t\",\"reason\":\"why\"}");
            items.append("}}");
        }
        return new Reply(200, "{\"took\":1,\"errors\":true,\"items\":[" + items + "]}");
    }

    private String index() {
        return "elasticsearch+" + receiver.url() + "/domain-stats";
    }

    @Test
    void elasticsearchHasADocumentForEachSiteInALookupIndex() throws Exception {
        receiver.answer = request -> bulk(request, 201, 200);
        try (Output output = open(index())) {
            output.deliver(SampleEvents.outgoing(1, 2));
            output.deliver(SampleEvents.outgoing(3, 4));
        }
        assertThat(receiver.received)
                .extracting(Received::path)
                .containsExactly("/domain-stats", "/domain-stats/_bulk", "/domain-stats/_bulk");
        assertThat(receiver.received.getFirst().body()).contains("\"mode\":\"lookup\"");
        assertThat(receiver.received.get(1).body().lines().toList())
                .hasSize(4)
                .startsWith(
                        "{\"index\":{\"_id\":\"site-1.com\",\"version\":1,"
                                + "\"version_type\":\"external_gte\"}}");
    }

    @Test
    void anIndexThatIsThereIsUsed() throws Exception {
        receiver.answer =
                request ->
                        request.method().equals("PUT")
                                ? new Reply(400, "{\"type\":\"resource_already_exists_exception\"}")
                                : bulk(request, 201);
        try (Output output = open(index())) {
            output.deliver(SampleEvents.outgoing(1, 1));
        }
        assertThat(receiver.received).hasSize(2);
    }

    @Test
    void whatIsOldOrRefusedIsPassedOverAndWhatIsBusyIsAFailure() throws Exception {
        receiver.answer = request -> bulk(request, 409, 400);
        try (Output output = open(index())) {
            output.deliver(SampleEvents.outgoing(1, 2));
            receiver.answer = request -> bulk(request, 201, 429);
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 2)))
                    .hasMessageContaining("status 429: why");
            receiver.answer = request -> bulk(request, 201);
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 2)))
                    .hasMessageContaining("not about 2 documents");
        }
    }

    @Test
    void whatIsNotElasticsearchIsNamedInWords() {
        for (String reply : new String[] {"<html>sign in</html>", "[".repeat(5_000), ""}) {
            receiver.answer =
                    request -> new Reply(200, request.method().equals("PUT") ? "{}" : reply);
            try (Output output = open(index())) {
                assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 1)))
                        .isInstanceOf(IOException.class)
                        .message()
                        .doesNotContain("\n")
                        .startsWith("its reply is not");
            }
        }
    }

    @Test
    void inTheModeLogEachEventIsADocument() throws Exception {
        receiver.answer = request -> bulk(request, 201);
        try (Output output = open(index() + "#mode=log")) {
            output.deliver(SampleEvents.outgoing(1, 1));
        }
        assertThat(receiver.received).hasSize(1);
        assertThat(receiver.received.getFirst().body())
                .startsWith("{\"create\":{\"_id\":\"id-1\"}}\n");
    }
}
