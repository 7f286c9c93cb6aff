package org.domainstats.registry;

import java.io.IOException;
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
     * @throws IOException if no whole reply came in time; see {@link FailureMessages}
     */
    byte[] ask(HostPort server, String question) throws IOException {
        Deadline deadline = Deadline.in(longest);
        try (RegistryConnection connection = dialer.dial(server, deadline)) {
            try {
                connection.send((question + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] reply = connection.input().readNBytes(LARGEST + 1);
                if (reply.length > LARGEST) {
                    throw new InvalidReply("the reply is larger than " + LARGEST + " bytes");
                }
                return reply;
            } catch (IOException e) {
                throw connection.told(e);
            }
        }
    }
}
