package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
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
 * the patience of the first clients.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** Far more than it takes; without an answer by then the clients will do the loading. */
    private static final int LONGEST_MILLIS = 2_000;

    /** Below no suffix: it leaves no contact and nobody outside is asked. */
    private static final String NOT_PUBLIC = "rehearsal.invalid";

    private static final byte[] QUESTION =
            "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    /** Goes the way of a question, from the door to the text of the answer. Blocks. */
    static void of(AnswerHandler answers, InetSocketAddress door, Dialect dialect) {
        var _ = answers.line(dialect, answers.peek(NOT_PUBLIC, Duration.ZERO));
        try (Socket socket = new Socket()) {
            socket.connect(reachable(door), LONGEST_MILLIS);
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream().write(QUESTION);
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            LOG.debug("could not rehearse at {}", door, e);
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress door) {
        return door.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getPort())
                : door;
    }
}
