package org.domainstats.registry;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One line to a WHOIS server and all that it says back (RFC 3912), within a deadline. */
final class WhoisClient {

    /** The longest replies seen, with every contact and notice, have about 20 KiB. */
    private static final int LARGEST = 256 << 10;

    private final Dialer dialer;
    private final Duration longest;

    WhoisClient(Dialer dialer, Duration longest) {
        this.dialer = dialer;
        this.longest = longest;
    }

    /**
     * Asks once.
     *
     * @param question the line without its end
     * @throws IOException if no whole reply came in time; see {@link Faults}
     */
    String ask(HostPort server, String question, Charset charset) throws IOException {
        Deadline deadline = Deadline.in(longest);
        try (Connection connection = dialer.dial(server, deadline)) {
            try {
                connection.send((question + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] reply = connection.input().readNBytes(LARGEST + 1);
                if (reply.length > LARGEST) {
                    throw new BadReply("the reply is larger than " + LARGEST + " bytes");
                }
                return text(reply, charset);
            } catch (IOException e) {
                throw connection.told(e);
            }
        }
    }

    /**
     * Many a server that is said to speak UTF-8 speaks Latin-1; what is no UTF-8 is read as that.
     */
    private static String text(byte[] reply, Charset charset) {
        String text = new String(reply, charset);
        return charset.equals(StandardCharsets.UTF_8) && text.indexOf('\ufffd') >= 0
                ? new String(reply, StandardCharsets.ISO_8859_1)
                : text;
    }
}
