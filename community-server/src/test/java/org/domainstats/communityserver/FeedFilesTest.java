package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the feed over HTTP, and that no others are served. */
class FeedFilesTest {

    @TempDir private Path folder;
    private TestCommunity community;
    private int port;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void publish() throws IOException {
        community = new TestCommunity(folder, CommunitySettings.DEFAULT, TestCommunity.REGISTRY);
        port = community.listenHttp(null);
        Files.createDirectories(folder.resolve("feed/1"));
        Files.writeString(folder.resolve("feed/1/1.txt"), "0123456789");
        Files.writeString(folder.resolve("feed/.hidden"), "secret");
    }

    @AfterEach
    void close() {
        http.close();
        community.close();
    }

    /** The response to a GET request with headers as name and value in turn. */
    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, 0123, bytes 0-3/10",
        "bytes=4-, 206, 456789, bytes 4-9/10",
        "bytes=-2, 206, 89, bytes 8-9/10",
        "bytes=8-100, 206, 89, bytes 8-9/10",
        "bytes=10-, 416, '', bytes */10",
        "bytes=5-4, 416, '', bytes */10",
        "'bytes=0-1,3-4', 200, 0123456789, ",
        "lines=0-1, 200, 0123456789, ",
    })
    void rangeIsServed(String range, int status, String body, String contentRange)
            throws Exception {
        HttpResponse<String> part = get("/feed/1/1.txt", "Range", range);
        assertThat(part.statusCode()).isEqualTo(status);
        assertThat(part.body()).isEqualTo(body);
        assertThat(part.headers().firstValue("Content-Range").orElse(null)).isEqualTo(contentRange);
    }

    @Test
    void tagSaysWhetherAFileIsTheSame() throws Exception {
        String tag = get("/feed/1/1.txt").headers().firstValue("ETag").orElseThrow();
        assertThat(get("/feed/1/1.txt", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(ranged(tag).statusCode()).isEqualTo(206);
        Files.writeString(folder.resolve("feed/1/1.txt"), "abcdefghijk");
        HttpResponse<String> whole = ranged(tag);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("abcdefghijk");
    }

    private HttpResponse<String> ranged(String tag) throws Exception {
        return get("/feed/1/1.txt", "Range", "bytes=4-", "If-Range", tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/clients",
                "/community.key",
                "/feed/",
                "/feed/.hidden",
                "/feed/.lock",
                "/feed/../clients",
                "/feed/%2e%2e/clients",
                "/feed/1/..%2f..%2fclients",
                "/feed/1",
                "/data/1/1.txt",
                "/contacts.db"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void linkedFoldersAreNotServed() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("1.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("feed/2"), elsewhere);
        Files.createSymbolicLink(folder.resolve("feed/3.txt"), elsewhere.resolve("1.txt"));
        assertThat(get("/feed/2/1.txt").statusCode()).isEqualTo(404);
        assertThat(get("/feed/3.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void largeFileArrivesWhole() throws Exception {
        String large = "0123456789abcdef".repeat(1 << 18);
        Files.writeString(folder.resolve("feed/1/2.txt"), large);
        assertThat(get("/feed/1/2.txt").body()).isEqualTo(large);
    }
}
