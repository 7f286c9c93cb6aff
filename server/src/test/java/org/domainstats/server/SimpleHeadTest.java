package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.server.SimpleHead.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class SimpleHeadTest {

    private static final String USUAL =
            "GET /www.google.com HTTP/1.1\r\nHost: ds:8000\r\nUser-Agent: curl/8\r\nAccept: */*\r\nConnection: Keep-Alive\r\n\r\n";

    private final SimpleHead head = new SimpleHead();

    @Test
    void theUsualRequestIsSimple() {
        assertThat(parse(USUAL)).isEqualTo(Shape.SIMPLE);
        assertThat(head.path()).isEqualTo("www.google.com");
        assertThat(head.isHostname()).isTrue();
        assertThat(head.authorization()).isNull();
        assertThat(head.next()).isEqualTo(USUAL.length());
    }

    @Test
    void everyBeginningOfItIsIncomplete() {
        for (int length = 0; length < USUAL.length(); length++) {
            assertThat(parse(USUAL.substring(0, length))).isEqualTo(Shape.INCOMPLETE);
        }
    }

    @Test
    void pipelinedHeadsAreReadOneAfterAnother() {
        byte[] bytes =
                (USUAL + "GET /b.com HTTP/1.1\r\nhost:x\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);

        assertThat(head.parse(bytes, 0, bytes.length)).isEqualTo(Shape.SIMPLE);
        assertThat(head.parse(bytes, head.next(), bytes.length)).isEqualTo(Shape.SIMPLE);
        assertThat(head.path()).isEqualTo("b.com");
        assertThat(head.next()).isEqualTo(bytes.length);
    }

    @Test
    void theTokenIsKept() {
        assertThat(parse("GET /a.b HTTP/1.1\r\nHost: x\r\nAUTHORIZATION:  Bearer t\t\r\n\r\n"))
                .isEqualTo(Shape.SIMPLE);
        assertThat(head.authorization()).isEqualTo("Bearer t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "stats", "v1/domains/a.com", "a.com?peek=true", "%61.com", "a.c\u00f6m"})
    void otherPathsAreSimpleButNoHostname(String path) {
        assertThat(parse("GET /" + path + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(Shape.SIMPLE);
        assertThat(head.path()).isEqualTo(path);
        assertThat(head.isHostname()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET  /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a  HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\tHTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\u007f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.0\r\nHost: x\r\n\r\n",
                "GET /a HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /a\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1 \r\nHost: x\r\n\r\n",
                "GET http://x/a HTTP/1.1\r\nHost: x\r\n\r\n",
                "\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\nA: b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\n\n",
                "GET /a HTTP/1.1\r\nHost: x\r\n\rX",
                "GET /a HTTP/1.1\r\nHost: x\rX: y\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nA: b\u0000\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nA\u00e9: b\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\ncontent-length:5\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nTRANSFER-ENCODING: chunked\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, upgrade\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nTE: trailers\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nTrailer: x\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
            })
    void whateverMightMeanMoreIsLeftToTheCompleteDecoder(String request) {
        assertThat(parse(request)).isEqualTo(Shape.OTHER);
    }

    @Test
    void headsThatDoNotEndAreLeftToIt() {
        assertThat(parse("GET /" + "a".repeat(SimpleHead.LONGEST))).isEqualTo(Shape.OTHER);
        assertThat(parse("GET /a HTTP/1.1\r\nA: " + "a".repeat(SimpleHead.LONGEST)))
                .isEqualTo(Shape.OTHER);
    }

    private Shape parse(String octets) {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return head.parse(bytes, 0, bytes.length);
    }
}
