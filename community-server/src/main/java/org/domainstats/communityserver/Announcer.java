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

    /** By question, those made by this process and those found at its start. */
    private final Cache<String, Claim> recent = cache();

    /** By message id, those made by this process: quicker than by question. */
    private final Cache<String, Boolean> ids = cache();

    private final Instant foundUntil;

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
        List<Claim> found = claims.since(staleBefore());
        found.forEach(claim -> recent.put(claim.question(), claim));
        this.foundUntil = found.isEmpty() ? Instant.MIN : clock.instant().plus(REMEMBERED);
    }

    private static <V> Cache<String, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_IN_MEMORY)
                .expireAfterWrite(REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /** What identifies a question on the disk, and says nothing of who asked. */
    private String question(String member, MessageId id) {
        return HexFormat.of().toHexDigits(hash.of(member, id.text()));
    }

    /** Whether a question may have a claim; quick. */
    boolean mayHold(String member, MessageId id) {
        return ids.getIfPresent(id.text()) != null
                || (clock.instant().isBefore(foundUntil)
                        && recent.getIfPresent(question(member, id)) != null);
    }

    /**
     * Whether a question is told of the first contact with a site. To be called before the contact
     * is made. Blocks on the disk.
     *
     * @param id null for a client of the original, each of whose questions is one of its own
     */
    boolean isFirst(DomainName site, String member, @Nullable MessageId id) {
        String question =
                id == null
                        ? "-" + HexFormat.of().toHexDigits(random.nextLong())
                        : question(member, id);
        Claim mine = recent.getIfPresent(question);
        if (mine != null) {
            return mine.site().equals(site);
        }
        if (contacts.find(site).isPresent()) {
            return false;
        }
        Claim held = claims.claim(new Claim(site, question, clock.instant()), staleBefore());
        if (!held.question().equals(question)) {
            return false;
        }
        recent.put(question, held);
        if (id != null) {
            ids.put(id.text(), true);
        }
        return true;
    }

    private Instant staleBefore() {
        return clock.instant().minus(REMEMBERED);
    }

    /** Forgets what nobody asks about again. */
    void forget() {
        claims.forgetBefore(staleBefore());
    }
}
