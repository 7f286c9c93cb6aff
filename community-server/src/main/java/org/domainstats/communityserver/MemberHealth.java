package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.protocol.CommunityRequest;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the clients said that they are, when they last said so. */
public final class MemberHealth {

    /** Addresses can be made up; a client with a token is never pushed out by them. */
    private static final int MOST = 10_000;

    /** A client that has been silent for longer than any interval we name is gone. */
    private static final Duration KEPT = Duration.ofDays(8);

    private final Cache<String, Report> members = cache();
    private final Cache<InetAddress, Report> strangers = cache();

    MemberHealth() {}

    private static <K> Cache<K, Report> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .build();
    }

    void put(RequestOrigin caller, CommunityRequest.Healthcheck health, Instant at) {
        Report report = new Report(at, health.cache(), health.answers());
        if (caller.key() == null) {
            strangers.put(caller.address(), report);
        } else {
            members.put(caller.member(), report);
        }
    }

    /** Of those with a token, by client id. */
    public Map<String, Report> members() {
        return Map.copyOf(members.asMap());
    }

    /** Of those without a token, by address. */
    public Map<InetAddress, Report> strangers() {
        return Map.copyOf(strangers.asMap());
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
