package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A community server over HTTP that sends nonsense: that is no reply, and never an exception. */
@Execution(ExecutionMode.CONCURRENT)
class HttpsTransportTest {

    private final ScriptedFixture scene = new ScriptedFixture();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 500 \u001b[31mred\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
            })
    void aBrokenReplyIsNoReply(String reply) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(listener, reply));
            CommunityAddress address =
                    CommunityAddress.parse("http://127.0.0.1:" + listener.getLocalPort());
            Reply received = scene.client(address, null, 1_000).ask(ScriptedFixture.SITE);

            assertThat(received)
                    .isInstanceOfSatisfying(
                            Reply.NoReply.class,
                            none -> assertThat(none.reason()).doesNotContain("red"));
        }
    }

    private static void serve(ServerSocket listener, String reply) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                readRequest(socket);
                socket.getOutputStream().write(reply.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException gone) {
                // the client has seen enough
            }
        }
    }

    private static void readRequest(Socket socket) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("}") < 0) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                return;
            }
            request.append((char) octet);
        }
    }
}
