package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.protocol.CommunityRequest;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The latest healthcheck report of each client. */
public final class MemberHealth {

    /** What the numbers about the cache are, in the order of the message. */
    static final List<String> CACHE =
            List.of(
                    "hits",
                    "misses",
                    "expired",
                    "capacity",
                    "size",
                    "cache_bytes",
                    "program_kilobytes");

    /** What the numbers about answers are, in the order of the message. */
    static final List<String> ANSWERS =
            List.of("from_database", "from_own_lookups", "from_community", "errors");

    /** For each kind: spoofed addresses never evict a client with a token. */
    private static final int MAX_REPORTS = 10_000;

    /** Longer than any interval between healthchecks that a server may set. */
    private static final Duration RETENTION = Duration.ofDays(8);

    private final Cache<String, Report> members = cache();
    private final Cache<InetAddress, Report> withoutToken = cache();

    MemberHealth() {}

    private static <K> Cache<K, Report> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REPORTS)
                .expireAfterWrite(RETENTION)
                .executor(Runnable::run)
                .build();
    }

    void record(RequestOrigin origin, CommunityRequest.Healthcheck health, Instant at) {
        Report report = new Report(at, health.cache(), health.answers());
        if (origin.key() == null) {
            withoutToken.put(origin.address(), report);
        } else {
            members.put(origin.member(), report);
        }
    }

    /** Of those with a token, by client id. */
    public Map<String, Report> members() {
        return Map.copyOf(members.asMap());
    }

    /** Of those without a token, by address. */
    public Map<InetAddress, Report> withoutToken() {
        return Map.copyOf(withoutToken.asMap());
    }

    /**
     * One report.
     *
     * @param cache hits, misses, expired, capacity, size, bytes of the cache, kilobytes of the
     *     program
     * @param answers from the database, from own look-ups, from the community, errors
     */
    public record Report(Instant at, List<Long> cache, List<Long> answers) {}
}
