package org.domainstats.communityserver;

import org.domainstats.base.ClientPlaces;

/**
 * How many queries are answered at a time, each holding a virtual thread while it waits for the
 * disk or a registry: of a member, of a network of addresses without tokens, and in all. Senders
 * without a token may be forged, and together have half, so that members have the other.
 */
final class QueryPermits {

    private static final int MOST = 4_096;
    private static final int MOST_PER_MEMBER = MOST / 2;
    private static final int MOST_PER_NETWORK = MOST / 8;

    /** Those without a token are one client here. */
    private final ClientPlaces members = new ClientPlaces(MOST, MOST_PER_MEMBER);

    private final ClientPlaces networks = new ClientPlaces(MOST, MOST_PER_NETWORK);

    boolean tryAcquire(RequestOrigin origin) {
        if (origin.key() == null && !networks.tryTake(network(origin))) {
            return false;
        }
        if (members.tryTake(origin.member())) {
            return true;
        }
        releaseNetwork(origin);
        return false;
    }

    void release(RequestOrigin origin) {
        members.release(origin.member());
        releaseNetwork(origin);
    }

    private void releaseNetwork(RequestOrigin origin) {
        if (origin.key() == null) {
            networks.release(network(origin));
        }
    }

    private static String network(RequestOrigin origin) {
        return RateLimits.network(origin.address()).toString();
    }
}
