package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.protocol.Request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the clients said that they are, when they last said so. */
public final class MemberHealth {

    private static final int MOST = 10_000;

    private final Cache<String, Report> reports =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterWrite(Duration.ofDays(8))
                    .executor(Runnable::run)
                    .build();

    MemberHealth() {}

    void put(String member, Request.Healthcheck health, Instant at) {
        reports.put(member, new Report(at, health.cache(), health.answers()));
    }

    /** By client id; clients without a token by their address. */
    public Map<String, Report> all() {
        return Map.copyOf(reports.asMap());
    }

    /**
     * What one client said.
     *
     * @param cache hits, misses, expired, capacity, size, bytes of the cache, kilobytes of the
     *     program
     * @param answers from the database, from own look-ups, from the community, errors
     */
    public record Report(Instant at, List<Long> cache, List<Long> answers) {}
}
