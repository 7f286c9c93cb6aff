package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

import org.domainstats.server.SimpleHead.Shape;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * What the quick decoder takes for a request, the complete one takes for the same request and
 * nothing else: were it otherwise, one could hide a request inside another.
 */
class TwoDecodersTest {

    private static final String[] REQUESTS = {
        "GET /www.google.com HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n",
        "GET /a.com?wait=1s HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
        "GET /a.com HTTP/1.1\r\nhost:x\r\nAuthorization: Bearer t\r\nTe: x\r\n\r\n",
        "GET /a.com HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /",
        "GET /a.com HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    };

    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "\0",
        " ",
        "\t",
        ":",
        ",",
        "\u00e9",
        "\u007f",
        "0",
        "GET /",
        "HTTP/1.1",
        "Host: y\r\n",
        "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close",
        "\r\n\r\n",
        "?",
        "%00",
        "#",
        "Expect: 100-continue\r\n",
        "Upgrade: h2c\r\n",
        " \r\n",
        "HEAD"
    };

    private final SimpleHead head = new SimpleHead();

    @Test
    void agreeOnEveryDisturbedRequest() {
        Random random = new Random(20_261_124);
        int simple = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = disturbed(random).getBytes(StandardCharsets.ISO_8859_1);
            if (head.parse(bytes, 0, bytes.length) == Shape.SIMPLE) {
                simple++;
                expectTheSame(Arrays.copyOf(bytes, head.next()));
            }
        }
        assertThat(simple).isBetween(10_000, 90_000);
    }

    private static String disturbed(Random random) {
        StringBuilder request = new StringBuilder(REQUESTS[random.nextInt(REQUESTS.length)]);
        for (int times = random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(request.length());
            String piece = PIECES[random.nextInt(PIECES.length)];
            switch (random.nextInt(3)) {
                case 0 -> request.insert(at, piece);
                case 1 -> request.deleteCharAt(at);
                default -> request.replace(at, Math.min(at + 1, request.length()), piece);
            }
        }
        return request.toString();
    }

    private void expectTheSame(byte[] request) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(CodecPath.LIMITS));
        channel.writeInbound(Unpooled.wrappedBuffer(request));
        String shown = new String(request, StandardCharsets.ISO_8859_1);

        HttpRequest decoded = channel.readInbound();
        assertThat(decoded).as(shown).isNotNull();
        assertThat(decoded.decoderResult().isSuccess()).as(shown).isTrue();
        assertThat(decoded.method()).as(shown).isEqualTo(HttpMethod.GET);
        assertThat(decoded.protocolVersion()).as(shown).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(decoded.uri()).as(shown).isEqualTo("/" + head.path());
        assertThat(HttpUtil.isKeepAlive(decoded)).as(shown).isTrue();
        assertThat(decoded.headers().getAll("Host")).as(shown).hasSize(1);
        assertThat(decoded.headers().get("Authorization"))
                .as(shown)
                .isEqualTo(head.authorization());

        HttpContent end = channel.readInbound();
        assertThat(end).as(shown).isEqualTo(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.inboundMessages()).as(shown).isEmpty();
        assertThat(channel.finish()).as(shown).isFalse();
    }
}
