package org.domainstats.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A question that the server asks itself before it says that it is ready. What a JVM loads and
 * links for the first one takes tenths of a second, more on a busy machine, and would be added to
 * the wait of the first clients.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Far more than it takes; without an answer by then the clients will do the loading. */
    private static final int TIMEOUT_MILLIS = 2_000;

    /** Below no suffix: it leaves no contact and nobody outside is asked. */
    private static final String NOT_PUBLIC = "warm-up.invalid";

    private static final byte[] REQUEST =
            "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    /** Goes the way of a question, from the socket to the text of the answer. Blocks. */
    static void of(AnswerHandler answers, InetSocketAddress address, ServerPort port) {
        var _ = answers.line(port.dialect(), answers.peek(NOT_PUBLIC, Duration.ZERO));
        if (port.listener().tls() != null) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(reachable(address), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(REQUEST);
            var _ = socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            LOG.debug("could not warm up at {}", address, e);
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }
}
