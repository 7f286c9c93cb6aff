package org.domainstats.registry;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.InvalidResponseException;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The reply of IANA's WHOIS about a TLD: which server has its domains, or that none has. Its {@code
 * created:} is the TLD's, and nothing of ours.
 *
 * @param server the server, or null if the TLD has none
 */
record WhoisReferral(@Nullable HostPort server) {

    /**
     * Reads a reply.
     *
     * @param root the server that sent it
     * @param allowPrivate whether addresses and ports are fine, as in tests
     * @throws InvalidResponseException if it says nothing, or refers to something that is no public
     *     host name
     */
    static WhoisReferral parse(String reply, HostPort root, boolean allowPrivate)
            throws InvalidResponseException {
        if (reply.isBlank()) {
            throw new InvalidResponseException("the reply is empty");
        }
        String host = value(reply, "refer");
        if (host.isEmpty()) {
            host = value(reply, "whois");
        }
        return new WhoisReferral(host.isEmpty() ? null : server(host, root, allowPrivate));
    }

    private static String value(String reply, String key) {
        return reply.lines()
                .map(String::strip)
                .filter(line -> line.regionMatches(true, 0, key + ":", 0, key.length() + 1))
                .map(line -> line.substring(key.length() + 1).strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static HostPort server(String text, HostPort root, boolean allowPrivate)
            throws InvalidResponseException {
        if (allowPrivate) {
            try {
                HostPort server = HostPort.parse(text, 43);
                // A root on a port of its own that refers to itself means that port.
                return server.host().equals(root.host()) && text.equals(server.host())
                        ? root
                        : server;
            } catch (IllegalArgumentException e) {
                throw new InvalidResponseException("a referral to something that is no host");
            }
        }
        if (!text.matches(
                "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")) {
            throw new InvalidResponseException(
                    "a referral to something that is no public host name");
        }
        return new HostPort(text, 43);
    }
}
