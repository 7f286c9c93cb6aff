package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

class HttpReplyReaderTest {

    private static final int LARGEST = 1_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
                "HTTP/1.0 200\n\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello"
            })
    void readsTheBody(String reply) throws IOException {
        assertThat(text(read(reply))).isEqualTo("hello");
    }

    @Test
    void headersAreFoundInAnyCase() throws IOException {
        HttpReply reply = read("HTTP/1.1 429 No\r\nRETRY-After:  7 \r\nretry-after: 9\r\n\r\n");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("7");
    }

    @Test
    void compressionThatNobodyAskedForIsUndone() throws IOException {
        assertThat(text(HttpReplyReader.read(new ByteArrayInputStream(zipped("hello")), LARGEST)))
                .isEqualTo("hello");
    }

    @Test
    void aBombDoesNotUnfold() throws IOException {
        byte[] bomb = zipped("0".repeat(100_000));

        assertThatExceptionOfType(InvalidReply.class)
                .isThrownBy(() -> HttpReplyReader.read(new ByteArrayInputStream(bomb), LARGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
                "HTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\nHTTP/1.1 100 A\r\n\r\n"
            })
    void whatIsBrokenIsRefused(String reply) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(reply));
    }

    @Test
    void everythingHasABound() {
        String ok = "HTTP/1.1 200 OK\r\n";

        assertThatExceptionOfType(InvalidReply.class)
                .isThrownBy(() -> read(ok + "\r\n" + "x".repeat(1_001)));
        assertThatExceptionOfType(InvalidReply.class)
                .isThrownBy(() -> read(ok + "A: " + "x".repeat(9_000) + "\r\n\r\n"));
        assertThatExceptionOfType(InvalidReply.class)
                .isThrownBy(() -> read(ok + "A: x\r\n".repeat(200) + "\r\n"));
        assertThatExceptionOfType(InvalidReply.class)
                .isThrownBy(
                        () ->
                                read(
                                        ok
                                                + "Transfer-Encoding: chunked\r\n\r\n"
                                                + ("3e8\r\n" + "x".repeat(1_000) + "\r\n")
                                                        .repeat(2)));
    }

    private static HttpReply read(String reply) throws IOException {
        return HttpReplyReader.read(
                new ByteArrayInputStream(reply.getBytes(StandardCharsets.ISO_8859_1)), LARGEST);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        try (GZIPOutputStream zip = new GZIPOutputStream(reply)) {
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return reply.toByteArray();
    }

    private static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.ISO_8859_1);
    }
}
