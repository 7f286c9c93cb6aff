package org.domainstats.communityserver;

import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;
import org.domainstats.store.Contacts;
import org.domainstats.store.FirstClaims;
import org.domainstats.store.FirstClaims.Claim;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Decides which request is answered with the community's first contact with a site: the one that
 * claimed it before the contact was recorded. That request gets FIRST-CONTACT each time it is
 * repeated, whatever datagram was lost or process restarted in between; no other request does. If
 * its reply has no room for FIRST-CONTACT, the claim is released and the next request takes it.
 */
final class AnnouncementClaims {

    /** Clients repeat a request with the same id for up to nine minutes. */
    private static final Duration RETENTION = Duration.ofMinutes(10);

    private final FirstClaims claims;
    private final Contacts contacts;
    private final KeyedHash hash;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** Sites whose claim is being made and answered: as many as requests in progress. */
    private final ConcurrentHashMap<DomainName, Integer> undecided = new ConcurrentHashMap<>();

    private final AtomicLong releases = new AtomicLong();

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
    }

    /** Whether a request holds a claim, and so gets FIRST-CONTACT. Never blocks. */
    boolean holds(@Nullable Claim claim, String member, @Nullable MessageId id) {
        return claim != null
                && id != null
                && !claim.at().isBefore(staleBefore())
                && claim.question().equals(requestKey(member, id));
    }

    /** What identifies a request on the disk, without revealing who sent it. */
    private String requestKey(String member, MessageId id) {
        return HexFormat.of().toHexDigits(hash.of(member, id.text()));
    }

    /**
     * Claims the first contact with a site for a request, if it is to be had. To be called before
     * the contact is recorded, and to be closed once the request is answered. Blocks on the disk.
     *
     * @param id null for a client of the original, whose requests are all distinct
     */
    Attempt claim(DomainName site, String member, @Nullable MessageId id) {
        String key =
                id == null
                        ? "-" + HexFormat.of().toHexDigits(random.nextLong())
                        : requestKey(member, id);
        long releasesBefore = releases.get();
        boolean known = contacts.find(site).isPresent();
        Claim held = known ? claims.find(site).orElse(null) : null;
        if (known && (held == null || !held.isReleased())) {
            return new Attempt(site, key, held, releasesBefore, false);
        }
        undecided.merge(site, 1, Integer::sum);
        try {
            Instant takeOver = known ? Claim.RELEASED_AT.plusMillis(1) : staleBefore();
            Claim wanted = new Claim(site, key, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            Claim made = claims.claim(wanted, takeOver);
            return new Attempt(site, key, made, releasesBefore, true);
        } catch (RuntimeException fault) {
            decided(site);
            throw fault;
        }
    }

    private void decided(DomainName site) {
        undecided.computeIfPresent(site, (_, count) -> count == 1 ? null : count - 1);
    }

    private Instant staleBefore() {
        return clock.instant().minus(RETENTION);
    }

    /** Deletes claims whose requests are no longer repeated. */
    void deleteExpired() {
        claims.forgetBefore(staleBefore());
    }

    /** A request's attempt at the first contact with a site. */
    final class Attempt implements AutoCloseable {

        private final DomainName site;
        private final String key;
        private final @Nullable Claim held;
        private final long releasesBefore;
        private final boolean registered;

        private Attempt(
                DomainName site,
                String key,
                @Nullable Claim held,
                long releasesBefore,
                boolean registered) {
            this.site = site;
            this.key = key;
            this.held = held;
            this.releasesBefore = releasesBefore;
            this.registered = registered;
        }

        /** Whether the request is to be answered with FIRST-CONTACT. */
        boolean succeeded() {
            return held != null && held.question().equals(key);
        }

        /** The claim on the site, which may be another request's, or null. */
        @Nullable Claim held() {
            return held;
        }

        /** Lets the next request have it, if this one did. Blocks on the disk. */
        void release() {
            if (held != null && succeeded()) {
                claims.release(held);
                releases.incrementAndGet();
            }
        }

        /**
         * Whether a reply that was made of {@link #held} may be given to other requests from now
         * on: no claim on the site is being answered, or was released meanwhile.
         */
        boolean isSettled() {
            return !undecided.containsKey(site) && releases.get() == releasesBefore;
        }

        @Override
        public void close() {
            if (registered) {
                decided(site);
            }
        }
    }
}
