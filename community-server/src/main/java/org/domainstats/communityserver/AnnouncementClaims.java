package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;
import org.domainstats.store.Contacts;
import org.domainstats.store.FirstClaims;
import org.domainstats.store.FirstClaims.Claim;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides which request is answered with the community's first contact with a site: the one that
 * claimed it before the contact was recorded. That request gets FIRST-CONTACT each time it is
 * repeated, whatever datagram was lost or process restarted in between; no other request does.
 */
final class AnnouncementClaims {

    /** Clients repeat a request with the same id for up to nine minutes. */
    private static final Duration RETENTION = Duration.ofMinutes(10);

    /** Only a flood makes so many first contacts in ten minutes; the disk has them anyway. */
    private static final int MAX_IN_MEMORY = 500_000;

    private final FirstClaims claims;
    private final Contacts contacts;
    private final KeyedHash hash;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** By request key, those made by this process and those found at its start. */
    private final Cache<String, Claim> recent = cache();

    /** By message id, those made by this process: cheaper than by request key. */
    private final Cache<String, Boolean> ids = cache();

    private final Instant storedClaimsUntil;

    AnnouncementClaims(
            FirstClaims claims,
            Contacts contacts,
            KeyedHash hash,
            InstantSource clock,
            RandomGenerator random) {
        this.claims = claims;
        this.contacts = contacts;
        this.hash = hash;
        this.clock = clock;
        this.random = random;
        List<Claim> found = claims.since(staleBefore());
        found.forEach(claim -> recent.put(claim.question(), claim));
        this.storedClaimsUntil = found.isEmpty() ? Instant.MIN : clock.instant().plus(RETENTION);
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_IN_MEMORY)
                .expireAfterWrite(RETENTION)
                .executor(Runnable::run)
                .build();
    }

    /** What identifies a request on the disk, without revealing who sent it. */
    private String requestKey(String member, MessageId id) {
        return HexFormat.of().toHexDigits(hash.of(member, id.text()));
    }

    /** Whether a request may hold a claim. Never blocks. */
    boolean mayHoldClaim(String member, MessageId id) {
        return ids.getIfPresent(id.text()) != null
                || (clock.instant().isBefore(storedClaimsUntil)
                        && recent.getIfPresent(requestKey(member, id)) != null);
    }

    /**
     * Whether a request is answered with the first contact. To be called before the contact is
     * recorded. Blocks on the disk.
     *
     * @param id null for a client of the original, whose requests are all distinct
     */
    boolean claim(DomainName site, String member, @Nullable MessageId id) {
        String key =
                id == null
                        ? "-" + HexFormat.of().toHexDigits(random.nextLong())
                        : requestKey(member, id);
        Claim own = recent.getIfPresent(key);
        if (own != null) {
            return own.site().equals(site);
        }
        if (contacts.find(site).isPresent()) {
            return false;
        }
        Claim held = claims.claim(new Claim(site, key, clock.instant()), staleBefore());
        if (!held.question().equals(key)) {
            return false;
        }
        recent.put(key, held);
        if (id != null) {
            ids.put(id.text(), true);
        }
        return true;
    }

    private Instant staleBefore() {
        return clock.instant().minus(RETENTION);
    }

    /** Deletes claims whose requests are no longer repeated. */
    void deleteExpired() {
        claims.forgetBefore(staleBefore());
    }
}
