package org.domainstats.http;

import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The memory that requests of all clients take together until they are whole. Past the bound, the
 * host that holds most of it loses what it began first, so that who sends slowly on purpose holds
 * up nobody else. Safe for use by several threads.
 */
final class ReceiveBudget {

    private final long most;
    private final Map<AddressPrefix, Host> hosts = new HashMap<>();
    private long total;

    /**
     * @param most in bytes; more than one request may take
     */
    ReceiveBudget(long most) {
        this.most = most;
    }

    private static final class Host {
        private final LinkedHashSet<Share> shares = new LinkedHashSet<>();
        private long bytes;

        private @Nullable Share first() {
            return shares.stream().filter(share -> share.bytes > 0).findFirst().orElse(null);
        }
    }

    /**
     * Begins to count what one client sends.
     *
     * @param evict frees the memory; is run on the thread of whoever needs it, and must not block
     */
    Share begin(InetAddress client, Runnable evict) {
        Share share = new Share(AddressPrefix.ofHost(client), evict);
        synchronized (this) {
            hosts.computeIfAbsent(share.host, _ -> new Host()).shares.add(share);
        }
        return share;
    }

    private synchronized List<Share> change(Share share, long bytes) {
        Host host = hosts.get(share.host);
        if (host == null || !host.shares.contains(share)) {
            return List.of();
        }
        host.bytes += bytes - share.bytes;
        total += bytes - share.bytes;
        share.bytes = bytes;
        List<Share> evicted = new ArrayList<>();
        for (Share first = next(); first != null; first = next()) {
            remove(first);
            evicted.add(first);
        }
        return evicted;
    }

    private @Nullable Share next() {
        if (total <= most) {
            return null;
        }
        Host largest = null;
        for (Host each : hosts.values()) {
            if (largest == null || each.bytes > largest.bytes) {
                largest = each;
            }
        }
        return largest == null ? null : largest.first();
    }

    private synchronized void remove(Share share) {
        Host host = hosts.get(share.host);
        if (host != null && host.shares.remove(share)) {
            host.bytes -= share.bytes;
            total -= share.bytes;
            if (host.shares.isEmpty()) {
                hosts.remove(share.host);
            }
        }
    }

    synchronized long total() {
        return total;
    }

    /** What one request, or one connection, holds. */
    final class Share {

        private final AddressPrefix host;
        private final Runnable evict;
        private long bytes;

        private Share(AddressPrefix host, Runnable evict) {
            this.host = host;
            this.evict = evict;
        }

        /** Says how much it holds now; without effect once it has ended or was evicted. */
        void hold(long now) {
            change(this, now).forEach(each -> each.evict.run());
        }

        void end() {
            remove(this);
        }
    }
}
