package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityserver.AnnouncementClaims.Attempt;
import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;
import org.domainstats.store.FirstClaims;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A reply is given to others only if no other request may get FIRST-CONTACT meanwhile. */
class AnnouncementClaimsTest {

    private static final DomainName SITE = new DomainName("site.example");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final MessageId ID = new MessageId("message-1");

    @TempDir private Path folder;
    private SqliteStore store;
    private SqliteCommunity community;
    private AnnouncementClaims claims;
    private Runnable afterFind = () -> {};

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        community = SqliteCommunity.open(folder.resolve("community.db"));
        SecureRandom random = new SecureRandom();
        claims =
                new AnnouncementClaims(
                        new Interrupted(community.firstClaims()),
                        store.contacts(),
                        KeyedHash.open(folder.resolve("key"), random),
                        InstantSource.fixed(NOW),
                        random);
    }

    @AfterEach
    void close() {
        community.close();
        store.close();
    }

    @Test
    void aClaimThatIsReleasedWhileItIsReadIsNotSettled() {
        Attempt first = claims.claim(SITE, "alice", ID);
        assertThat(first.succeeded()).isTrue();
        store.contacts().recordIfAbsent(SITE, NOW);
        afterFind =
                () -> {
                    first.release();
                    first.close();
                };
        try (Attempt second = claims.claim(SITE, "bob", ID)) {
            assertThat(second.succeeded()).isFalse();
            assertThat(second.isSettled()).as("the next request has it").isFalse();
        }
        afterFind = () -> {};
        try (Attempt third = claims.claim(SITE, "bob", ID)) {
            assertThat(third.succeeded()).isTrue();
        }
    }

    @Test
    void nothingIsSettledUntilAllThatClaimAreAnswered() {
        Attempt first = claims.claim(SITE, "alice", ID);
        Attempt second = claims.claim(SITE, "bob", ID);
        assertThat(second.succeeded()).isFalse();
        store.contacts().recordIfAbsent(SITE, NOW);
        try (Attempt third = claims.claim(SITE, "carol", ID)) {
            second.close();
            assertThat(third.isSettled()).as("the first is still to be answered").isFalse();
            first.close();
            assertThat(third.isSettled()).isTrue();
        }
    }

    /** Something happens between what is read of a claim and what is made of it. */
    private final class Interrupted implements FirstClaims {

        private final FirstClaims claims;

        private Interrupted(FirstClaims claims) {
            this.claims = claims;
        }

        @Override
        public Claim claim(Claim wanted, Instant staleBefore) {
            return claims.claim(wanted, staleBefore);
        }

        @Override
        public Optional<Claim> find(DomainName site) {
            Optional<Claim> found = claims.find(site);
            afterFind.run();
            return found;
        }

        @Override
        public void release(Claim held) {
            claims.release(held);
        }

        @Override
        public void forgetBefore(Instant instant) {
            claims.forgetBefore(instant);
        }
    }
}
