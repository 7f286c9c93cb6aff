package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.InvalidResponseException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One line to a WHOIS server and the whole reply (RFC 3912), within a deadline. */
final class WhoisClient {

    /** The longest replies seen, with every contact and notice, have about 20 KiB. */
    private static final int LARGEST = 256 << 10;

    private final AllowedAddresses addresses;
    private final Duration timeout;

    /**
     * @param timeout of one query, from the look-up of the address to the end of the reply
     */
    WhoisClient(AllowedAddresses addresses, Duration timeout) {
        this.addresses = addresses;
        this.timeout = timeout;
    }

    /**
     * Sends one query.
     *
     * @param query the line without its end
     * @throws ExchangeException if no whole reply came in time
     */
    byte[] query(HostPort server, String query) throws ExchangeException {
        Deadline deadline = Deadline.in(timeout);
        try (WhoisConnection connection = WhoisConnection.open(server, addresses, deadline)) {
            try {
                connection.send((query + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] reply = connection.input().readNBytes(LARGEST + 1);
                if (reply.length > LARGEST) {
                    throw InvalidResponseException.tooLarge(LARGEST);
                }
                return reply;
            } catch (IOException e) {
                throw connection.failure(e);
            }
        }
    }
}
