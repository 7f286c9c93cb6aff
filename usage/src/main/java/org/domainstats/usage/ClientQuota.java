package org.domainstats.usage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.registrations.QueryClient;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How much of something that takes room on the disk a client may cause within a day, and all
 * clients together: a bucket of tokens for each, filled again at an even rate. What exceeds it by
 * the batches that are under way is not taken back.
 */
public final class ClientQuota {

    private static final Duration PERIOD = Duration.ofDays(1);

    /** A client beyond these that comes back starts with a full bucket; the total holds anyway. */
    private static final int MOST_CLIENTS = 10_000;

    private final long perClient;
    private final InstantSource clock;
    private final Bucket all;
    private final Cache<String, Bucket> clients =
            Caffeine.newBuilder().maximumSize(MOST_CLIENTS).executor(Runnable::run).build();

    /**
     * @param perClient a day
     * @param total a day, of all clients together
     */
    public ClientQuota(long perClient, long total, InstantSource clock) {
        this.perClient = perClient;
        this.clock = clock;
        this.all = new Bucket(total, clock.millis());
    }

    /** Whether a client may cause more just now. */
    public boolean admits(QueryClient client) {
        long now = clock.millis();
        Bucket own = clients.getIfPresent(client.limitKey());
        return (own == null || own.holdsAny(now)) && all.holdsAny(now);
    }

    /** Counts one. */
    public void charge(QueryClient client) {
        long now = clock.millis();
        clients.get(client.limitKey(), _ -> new Bucket(perClient, now)).take(now);
        all.take(now);
    }

    private static final class Bucket {

        private final long size;
        private double tokens;
        private long filledAt;

        private Bucket(long size, long now) {
            this.size = size;
            this.tokens = size;
            this.filledAt = now;
        }

        private synchronized boolean holdsAny(long now) {
            fill(now);
            return tokens >= 1;
        }

        private synchronized void take(long now) {
            fill(now);
            tokens--;
        }

        /** A clock that is set back fills nothing, and takes nothing away. */
        private void fill(long now) {
            long elapsed = Math.max(0, now - filledAt);
            tokens =
                    Math.min(
                            (double) size,
                            tokens + (double) size * elapsed / (double) PERIOD.toMillis());
            filledAt = now;
        }
    }
}
