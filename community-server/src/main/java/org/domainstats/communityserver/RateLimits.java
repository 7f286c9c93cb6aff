package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.communityserver.CommunitySettings.Rates;
import org.domainstats.protocol.ClientId;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/** Token buckets for clients and addresses. */
final class RateLimits {

    /** Spoofed addresses must not fill the memory. */
    private static final int MAX_BUCKETS = 100_000;

    private static final int IPV6_PREFIX_BYTES = 8;

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

    boolean allows(InetAddress address) {
        return address.isLoopbackAddress() || take(network(address), rates.perAddress());
    }

    /** One host usually has a whole /64 of IPv6. */
    private static Object network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length > IPV6_PREFIX_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX_BYTES))
                : address;
    }

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
