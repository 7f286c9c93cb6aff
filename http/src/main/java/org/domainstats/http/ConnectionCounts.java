package org.domainstats.http;

import org.domainstats.model.AddressPrefix;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of a listener, in all and of each host. */
final class ConnectionCounts {

    private final int most;
    private final int mostPerAddress;
    private final TrustedProxies proxies;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentHashMap<AddressPrefix, Integer> byHost = new ConcurrentHashMap<>();

    ConnectionCounts(HttpLimits limits) {
        this.most = limits.connections();
        this.mostPerAddress = limits.connectionsPerAddress();
        this.proxies = limits.proxies();
    }

    int total() {
        return total.get();
    }

    /** Counts a connection; false, and not counted, if there are too many. */
    boolean tryAdd(InetAddress address) {
        if (total.incrementAndGet() > most) {
            total.decrementAndGet();
            return false;
        }
        // Clients of a proxy share its address; it has limits of its own for them.
        if (byHost.merge(AddressPrefix.ofHost(address), 1, Integer::sum) > mostPerAddress
                && !proxies.contain(address)) {
            remove(address);
            return false;
        }
        return true;
    }

    void remove(InetAddress address) {
        total.decrementAndGet();
        byHost.computeIfPresent(
                AddressPrefix.ofHost(address), (_, count) -> count == 1 ? null : count - 1);
    }
}
