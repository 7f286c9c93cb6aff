package org.domainstats.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WholeLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Events of a real server, in a file and over HTTP, across a kill. */
class EventsAcceptanceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private ServerProcess serve() throws IOException {
        return Cli.serve(
                folder.resolve("data"),
                "--rdap=off",
                "--whois=off",
                "--event-outputs="
                        + folder.resolve("events.ndjson").toUri()
                        + "#format=json&name=file");
    }

    @Test
    @Timeout(300)
    void everyFirstContactReachesFilesPagesAndStreamsOnceAndInOrder() throws Exception {
        List<String> sites = new ArrayList<>();
        try (ServerProcess server = serve();
                Stream stream = new Stream(server.url(), "")) {
            for (int i = 0; i < 40; i++) {
                sites.add("site-" + i + ".com");
                server.ask(sites.getLast());
            }
            assertThat(stream.sites(40)).isEqualTo(sites);
            server.kill();
        }
        try (ServerProcess server = serve();
                Stream stream = new Stream(server.url(), "Last-Event-ID: 30\r\n")) {
            sites.add("after-the-kill.com");
            server.ask(sites.getLast());
            assertThat(stream.sites(11)).isEqualTo(sites.subList(30, 41));
            assertThat(sitesOfPage(server, "/v1/events?after=0&limit=1000")).isEqualTo(sites);
            assertThat(sitesOfPage(server, "/v1/events?limit=2")).isEqualTo(sites.subList(39, 41));
            assertThat(sitesOfPage(server, "/v1/events?kinds=sleeper&after=0")).isEmpty();
            // As of a client that read the log of another data folder.
            assertThat(sitesOfPage(server, "/v1/events?after=5000&limit=1000")).isEqualTo(sites);
            Await.until("all are in the file", () -> new LinkedHashSet<>(fileSites()).size() == 41);
            assertThat(new LinkedHashSet<>(fileSites())).containsExactlyElementsOf(sites);
            assertThat(server.get("/metrics"))
                    .contains("domain_stats_event_output_up{output=\"file\"");
        }
    }

    private static List<String> sitesOfPage(ServerProcess server, String path) throws IOException {
        List<String> sites = new ArrayList<>();
        JSON.readTree(server.get(path))
                .get("events")
                .forEach(event -> sites.add(event.get("site").asText()));
        return sites;
    }

    private List<String> fileSites() throws IOException {
        List<String> sites = new ArrayList<>();
        for (String line : WholeLines.of(folder.resolve("events.ndjson"))) {
            JsonNode event = JSON.readTree(line);
            assertThat(event.get("kind").asText()).isEqualTo("first-contact");
            sites.add(event.get("site").asText());
        }
        return sites;
    }

    /** A client of the stream. */
    private static final class Stream implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;

        Stream(URI server, String header) throws IOException {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(120_000);
            socket.getOutputStream()
                    .write(
                            ("GET /v1/events/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                            + header
                                            + "\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            assertThat(line).isEqualTo("HTTP/1.1 200 OK");
            while (!line.startsWith("retry:")) {
                line = in.readLine();
            }
        }

        /** The sites of the next events. */
        List<String> sites(int count) throws IOException {
            List<String> sites = new ArrayList<>();
            while (sites.size() < count) {
                String line = in.readLine();
                if (line.startsWith("data: ")) {
                    sites.add(JSON.readTree(line.substring(6)).get("site").asText());
                }
            }
            return sites;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
