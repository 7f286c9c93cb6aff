package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Set;

/** What arrives of a web page's requests. */
class BrowserPolicyTest {

    private final TestListener server;

    BrowserPolicyTest() throws IOException {
        server =
                new TestListener(
                        TestListener.settings()
                                .withBrowsers(BrowserPolicy.of(Set.of("Stats.example"))),
                        exchange ->
                                exchange.respond(
                                        ServerResponse.text(
                                                exchange.isFromBrowser()
                                                        ? "browser"
                                                        : exchange.hasKnownHost()
                                                                ? "plain"
                                                                : "unknown")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Host: 127.0.0.1:8000                                           | plain
                    Host: [::1]:8000                                               | plain
                    Host: localhost                                                | plain
                    Host: stats.example:8000                                       | plain
                    Host: other.example                                            | unknown
                    Host: 127.0.0.1.evil.example                                   | unknown
                    Host: [::1].evil.example                                       | unknown
                    Host: [::1                                                     | unknown
                    Host: localhost:80.evil.example                                | unknown
                    Host: evil.example@localhost                                   | unknown
                    Host: 127.0.0.1;User-Agent: Mozilla/5.0 (X11)                  | browser
                    Host: 127.0.0.1;Referer: http://127.0.0.1/                     | browser
                    Host: 127.0.0.1;Accept: image/avif,*/*                         | browser
                    Host: 127.0.0.1;Accept: text/html, */*;User-Agent: Java/25     | plain
                    Host: 127.0.0.1;Accept: */*;User-Agent: curl/8.5.0             | plain
                    Host: 127.0.0.1;Sec-Fetch-Site: none;User-Agent: Mozilla/5.0   | browser
                    Host: 127.0.0.1:8000;Origin: http://127.0.0.1:8000             | browser
                    """)
    void requestIsAnswered(String fields, String expected) throws IOException {
        assertThat(get("/a.com", fields).body()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Host: 127.0.0.1:8000;Origin: http://evil.example
                    Host: 127.0.0.1:8000;Origin: http://127.0.0.1:8001
                    Host: 127.0.0.1:8000;Origin: null
                    Host: 127.0.0.1:8000;Sec-Fetch-Site: cross-site
                    Host: 127.0.0.1:8000;Sec-Fetch-Site: same-site
                    Host: other.example;User-Agent: Mozilla/5.0
                    Host: other.example;Origin: http://other.example;User-Agent: Mozilla/5.0
                    Host: other.example;Sec-Fetch-Site: same-origin
                    """)
    void requestIsRefused(String fields) throws IOException {
        RawResponse refused = get("/a.com", fields);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void onlyPagesMayBeNavigatedToFromElsewhere() throws IOException {
        String navigation =
                "Host: 127.0.0.1;Sec-Fetch-Site: cross-site;Sec-Fetch-Mode: navigate;"
                        + "Sec-Fetch-Dest: document";
        assertThat(get("/ui/", navigation).status()).isEqualTo(200);
        assertThat(get("/a.com", navigation).status()).isEqualTo(403);
        assertThat(get("/ui/", navigation.replace("document", "iframe")).status()).isEqualTo(403);
    }

    private RawResponse get(String target, String fields) throws IOException {
        return server.exchange(
                "GET " + target + " HTTP/1.1\r\n" + fields.replace(";", "\r\n") + "\r\n\r\n");
    }
}
