package org.domainstats.communityserver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;
import org.domainstats.store.Contacts;
import org.domainstats.store.FirstClaims;
import org.domainstats.store.FirstClaims.Claim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Decides which question is told of the community's first contact with a site: the one that claimed
 * it before the contact was made. That question is told so each time it comes, whatever was lost
 * and whoever was restarted in between; no other one ever is.
 */
final class Announcer {

    /** Clients ask with the same id for nine minutes. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** So many first contacts in ten minutes only come with a flood; the disk has them anyway. */
    private static final int MOST_IN_MEMORY = 500_000;

    private final FirstClaims claims;
    private final Contacts contacts;
    private final KeyedHash hash;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Cache<String, Claim> recent =
            Caffeine.newBuilder()
                    .maximumSize(MOST_IN_MEMORY)
                    .expireAfterWrite(REMEMBERED)
                    .executor(Runnable::run)
                    .build();

    Announcer(
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
        claims.since(staleBefore()).forEach(claim -> recent.put(claim.question(), claim));
    }

    /** What identifies a question on the disk, and says nothing of who asked. */
    String question(String member, MessageId id) {
        return HexFormat.of().toHexDigits(hash.of(member, id.text()));
    }

    /** A question like no other. */
    String freshQuestion() {
        return "-" + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Whether there are claims that a question could have; quick. */
    boolean mayHold(String question) {
        return recent.getIfPresent(question) != null;
    }

    /**
     * Whether a question is told of the first contact with a site. To be called before the contact
     * is made. Blocks on the disk.
     */
    boolean isFirst(DomainName site, String question) {
        Claim mine = recent.getIfPresent(question);
        if (mine != null) {
            return mine.site().equals(site);
        }
        if (contacts.find(site).isPresent()) {
            return false;
        }
        Claim held = claims.claim(new Claim(site, question, clock.instant()), staleBefore());
        recent.put(held.question(), held);
        return held.question().equals(question);
    }

    private Instant staleBefore() {
        return clock.instant().minus(REMEMBERED);
    }

    /** Forgets what nobody asks about again. */
    void forget() {
        claims.forgetBefore(staleBefore());
    }
}
