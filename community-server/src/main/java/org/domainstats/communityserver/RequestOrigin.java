package org.domainstats.communityserver;

import org.domainstats.protocol.ClientKey;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * Who sent a request.
 *
 * @param key of the client that signed it, or null
 */
record RequestOrigin(InetAddress address, @Nullable ClientKey key) {

    /** The client id; empty for all clients without a token. */
    String member() {
        return key == null ? "" : key.client().text();
    }

    /** The client among which the lookup engine shares its work. */
    QueryClient lookupClient() {
        return key == null ? QueryClient.at(address) : new QueryClient(key.client().text());
    }
}
