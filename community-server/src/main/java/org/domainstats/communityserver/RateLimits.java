package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.communityserver.CommunitySettings.Rates;
import org.domainstats.model.AddressPrefix;
import org.domainstats.protocol.ClientId;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Token buckets for clients and addresses. */
final class RateLimits {

    /** Spoofed addresses must not fill the memory. */
    private static final int MAX_BUCKETS = 100_000;

    private final Rates rates;
    private final LongSupplier nanoTime;
    private final Cache<Object, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MAX_BUCKETS)
                    .expireAfterAccess(Duration.ofMinutes(1))
                    .executor(Runnable::run)
                    .build();

    RateLimits(Rates rates, LongSupplier nanoTime) {
        this.rates = rates;
        this.nanoTime = nanoTime;
    }

    boolean allows(ClientId client) {
        return take(client, rates.perClient());
    }

    /**
     * A message of a client that came before. It may be a copy that somebody else sends, so it does
     * not count against the client's own limit.
     */
    boolean allowsRepeated(ClientId client, InetAddress address) {
        return take(new Repeated(client, AddressPrefix.ofHost(address)), rates.perClient());
    }

    /** A message without a token. Loopback is no exception: a proxy may stand there. */
    boolean allows(InetAddress address) {
        return take(AddressPrefix.ofHost(address), rates.perAddress())
                && take(network(address), rates.perNetwork());
    }

    /** One customer of a provider has about this many addresses. */
    static AddressPrefix network(InetAddress address) {
        return AddressPrefix.of(address, address instanceof Inet6Address ? 48 : 24);
    }

    private record Repeated(ClientId client, AddressPrefix host) {}

    private boolean take(Object key, int perSecond) {
        Bucket bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            bucket = buckets.get(key, _ -> new Bucket(perSecond, nanoTime.getAsLong()));
        }
        return bucket.take(nanoTime.getAsLong());
    }

    private static final class Bucket {

        private final double perNano;
        private final double capacity;
        private double tokens;
        private long refilledAt;

        Bucket(int perSecond, long now) {
            this.perNano = perSecond / 1e9;
            this.capacity = 2.0 * perSecond;
            this.tokens = capacity;
            this.refilledAt = now;
        }

        synchronized boolean take(long now) {
            tokens = Math.min(capacity, tokens + (now - refilledAt) * perNano);
            refilledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
