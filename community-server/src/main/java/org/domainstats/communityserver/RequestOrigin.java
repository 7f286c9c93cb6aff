package org.domainstats.communityserver;

import org.domainstats.protocol.ClientKey;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * Who sent a request.
 *
 * @param key of the client that signed it, or null
 * @param isCopy whether the same signed message came from another host before: over UDP its address
 *     may be forged by somebody who recorded it
 */
record RequestOrigin(InetAddress address, @Nullable ClientKey key, boolean isCopy) {

    /** Who sent a request without a token. */
    static RequestOrigin at(InetAddress address) {
        return new RequestOrigin(address, null, false);
    }

    /** Whether the address may be that of somebody else, who would get the reply. */
    boolean hasForgeableAddress() {
        return key == null || isCopy;
    }

    /** The client id; empty for all clients without a token. */
    String member() {
        return key == null ? "" : key.client().text();
    }

    /** The client among which the lookup engine shares its work. */
    QueryClient lookupClient() {
        return key == null ? QueryClient.at(address) : new QueryClient(key.client().text());
    }
}
