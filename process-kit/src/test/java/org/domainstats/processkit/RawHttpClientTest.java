package org.domainstats.processkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

class RawHttpClientTest {

    private ServerSocket listener;
    private RawHttpClient client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new RawHttpClient((InetSocketAddress) listener.getLocalSocketAddress());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private void answer(String octets) throws IOException {
        server.getOutputStream().write(octets.getBytes(ISO_8859_1));
        server.shutdownOutput();
    }

    @Test
    void requestsAreTheGivenOctets() throws IOException {
        client.send("\0\u00ff").get("/a%20b", "Accept: x").post("/c", new byte[] {7}).endOutput();
        String host = "localhost:" + listener.getLocalPort();

        assertThat(new String(server.getInputStream().readAllBytes(), ISO_8859_1))
                .isEqualTo(
                        "\0\u00ffGET /a%20b HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nAccept: x\r\n\r\nPOST /c HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nContent-Length: 1\r\n\r\n\7");
    }

    @Test
    void pipelinedResponsesAreReadInOrderAndInterimOnesSkipped() throws IOException {
        answer(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\non"
                        + "HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 0\r\n\r\n");

        assertThat(client.receive().bodyOfSuccess()).isEqualTo("on");
        RawResponse second = client.receive();
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.header("x-a")).isEqualTo("b");
        assertThatThrownBy(second::bodyOfSuccess).hasMessageContaining("404");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void chunksAreJoinedAndSplitIntoLines() throws IOException {
        String chunked =
                String.join(
                        "\r\n",
                        "HTTP/1.1 200 OK",
                        "Transfer-Encoding: chunked",
                        "",
                        "3",
                        "a\nb",
                        "2;x=y",
                        "c\n",
                        "1",
                        "d",
                        "0",
                        "",
                        "");
        answer(chunked + chunked);
        List<String> lines = new ArrayList<>();

        assertThat(client.receiveLines(lines::add)).isEqualTo(200);
        assertThat(lines).containsExactly("a", "bc", "d");
        assertThat(client.receive().body()).isEqualTo("a\nbc\nd");
    }

    @Test
    void bodyThatBreaksOffIsAnError() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort");

        assertThatThrownBy(client::receive).isInstanceOf(EOFException.class);
    }
}
