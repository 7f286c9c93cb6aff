package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrations.RegistrationSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reader that is as strict as the original's programs: it stops at a member it does not know, a
 * type it does not expect, a version that compares wrongly as a string, a line it has seen before.
 */
@Timeout(300)
class StrictClientTest {

    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

    private static final RegistrationSource REGISTRY =
            (domain, trace) ->
                    switch (domain.firstLabel()) {
                        case "unregistered" -> new Unregistered(Source.RDAP);
                        case "undisclosed" -> new Undisclosed(null, Source.WHOIS);
                        case "unreachable" -> new Unreachable("down", null);
                        case "sourceless" -> new NoSource();
                        default -> TestCommunity.REGISTRY.fetch(domain, trace);
                    };

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;
    private TestCommunity community;

    @BeforeEach
    void open() throws IOException {
        community = new TestCommunity(folder, CommunitySettings.DEFAULT, REGISTRY);
    }

    @AfterEach
    void close() {
        community.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "markbaggett.com",
                "unregistered.com",
                "undisclosed.de",
                "unreachable.com",
                "sourceless.com",
                "www.MarkBaggett.com.",
                "b\u00fccher.de",
                "",
                ".",
                "localhost",
                "printer.local",
                "192.0.2.7",
                "co.uk",
                "*.example.com",
                "not a name",
                "a\\n.com",
                "\\u0000.com",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com"
            })
    void everyReplyToAQueryHasTheShapeThatTheOriginalReads(String domain) throws IOException {
        for (int turn = 0; turn < 2; turn++) {
            read(query("\"0.2\"", domain));
        }
    }

    /** What the original does with a reply: keyword arguments of its own names, or an error. */
    private static void read(JsonNode reply) {
        Set<String> members = new TreeSet<>();
        reply.fieldNames().forEachRemaining(members::add);
        members.remove("version");
        if (reply.has("error")) {
            assertThat(members).isSubsetOf("error", "timeout");
            assertThat(reply.get("error").isTextual()).isTrue();
            assertThat(reply.path("timeout").isInt()).isTrue();
            return;
        }
        assertThat(members).isSubsetOf("seen_by_web", "seen_by_us", "other", "ttl");
        assertThat(reply.path("seen_by_web").asText())
                .matches("ESTABLISHED|UNAVAILABLE|" + INSTANT);
        assertThat(reply.path("seen_by_us").asText())
                .matches("ESTABLISHED|UNAVAILABLE|FIRST-CONTACT|" + INSTANT);
        assertThat(reply.path("other").isObject()).isTrue();
    }

    @Test
    void firstContactIsAnnouncedToOneQueryOnly() throws IOException {
        assertThat(query("\"0.2\"", "markbaggett.com").get("seen_by_us").asText())
                .isEqualTo("FIRST-CONTACT");
        assertThat(query("\"0.2\"", "www.markbaggett.com").get("seen_by_us").asText())
                .matches(INSTANT);
    }

    @Test
    void settingsAreReadWhateverTheTypesOfTheVersions() throws IOException {
        for (String versions :
                List.of(
                        "\"database_version\":\"0.2\",\"software_version\":0.1",
                        "\"database_version\":0.2,\"software_version\":\"0.1\"")) {
            JsonNode config = ask("{\"action\":\"config\"," + versions + "}");
            assertThat(config.properties()).hasSize(1);
            for (JsonNode suffix : config.get("prohibited_tlds")) {
                assertThat(suffix.asText()).isNotEmpty().doesNotStartWith(".");
            }
        }
    }

    @Test
    void updatesAddUpToTheWholeAndEachIsNewerAsTheOriginalCompares() throws Exception {
        Set<String> updated = new TreeSet<>();
        URI data = URI.create("http://127.0.0.1:" + community.listenHttp(null) + "/data/1/");
        for (int minor = 1; minor <= 12; minor++) {
            community.publish(
                    List.of("added-" + minor + ".com", "passing-" + minor + ".co.uk"),
                    minor == 1 ? List.of() : List.of("passing-" + (minor - 1) + ".co.uk"));
            apply(data, minor, updated);
            assertThat(versionFor("1." + (minor - 1))).isGreaterThan("1." + (minor - 1));
            assertThat(versionFor("1." + minor)).isLessThanOrEqualTo("1." + minor);
            // From another major no update leads here: it would be started at each reply.
            assertThat(query("0.2", "example.com").has("version")).isFalse();
            assertThat(query("\"2.1\"", "example.com").has("version")).isFalse();
        }
        Set<String> rebuilt = new TreeSet<>();
        for (int minor = 1; minor <= 12; minor++) {
            apply(data, minor, rebuilt);
        }
        assertThat(rebuilt).isEqualTo(updated).hasSize(13).contains("passing-12.co.uk");
        assertThat(get(data.resolve("13.txt")).statusCode()).isEqualTo(404);
    }

    /** The version that goes with a reply, which the original compares with its own as a string. */
    private String versionFor(String own) throws IOException {
        return query('"' + own + '"', "example.com").path("version").asText();
    }

    private static void apply(URI data, int minor, Set<String> known) throws Exception {
        for (String line : get(data.resolve(minor + ".txt")).body().lines().toList()) {
            String[] fields = line.split(",", -1);
            assertThat(fields).as(line).hasSize(2);
            boolean changed =
                    fields[0].equals("-2") ? known.remove(fields[1]) : known.add(fields[1]);
            assertThat(changed).as(line).isTrue();
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    private JsonNode query(String version, String domain) throws IOException {
        return ask(
                "{\"action\":\"query\",\"version\":" + version + ",\"domain\":\"" + domain + "\"}");
    }

    private JsonNode ask(String request) throws IOException {
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(InetAddress.getLoopbackAddress(), community.port);
            socket.setSoTimeout(60_000);
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket reply = new DatagramPacket(new byte[32_768], 32_768);
            socket.receive(reply);
            return JSON.readTree(reply.getData(), 0, reply.getLength());
        }
    }
}
