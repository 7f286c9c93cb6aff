package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers.Asker;
import org.domainstats.store.FirstClaims.Claim;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

class SqliteCommunityTest {

    private static final DomainName SITE = new DomainName("example.com");
    private static final DomainName OTHER = new DomainName("example.org");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir private Path folder;
    private SqliteCommunity community;

    @BeforeEach
    void open() {
        community = SqliteCommunity.open(folder.resolve("community.db"));
    }

    @AfterEach
    void close() {
        community.close();
    }

    @Test
    void firstQuestionHoldsTheClaimAcrossARestart() {
        Claim first = new Claim(SITE, "first", NOW);
        assertThat(claim(first)).isEqualTo(first);
        assertThat(claim(new Claim(SITE, "second", NOW.plusSeconds(1)))).isEqualTo(first);
        close();
        open();
        assertThat(claim(new Claim(SITE, "third", NOW.plusSeconds(2)))).isEqualTo(first);
        assertThat(community.firstClaims().find(SITE)).contains(first);
        assertThat(community.firstClaims().find(OTHER)).isEmpty();
    }

    @Test
    void staleClaimGoesToTheNextQuestion() {
        claim(new Claim(SITE, "first", NOW.minusSeconds(3_601)));
        Claim second = new Claim(SITE, "second", NOW);
        assertThat(claim(second)).isEqualTo(second);
    }

    @Test
    void aFloodOfAskersLetsClaimsThroughInBetween() throws Exception {
        List<Asker> flood = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            flood.add(new Asker(new DomainName("site-" + i + ".example"), i));
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread noting =
                Thread.startVirtualThread(
                        () -> {
                            community.askers().note(flood, 3);
                            done.set(true);
                        });
        for (int i = 0; i < 3; i++) {
            claim(new Claim(new DomainName("claim-" + i + ".example"), "q" + i, NOW));
        }
        assertThat(done).as("the claims waited for the whole flood").isFalse();
        noting.join();
    }

    @Test
    void oldClaimsAreForgotten() {
        claim(new Claim(SITE, "old", NOW.minusSeconds(10)));
        claim(new Claim(OTHER, "new", NOW));
        community.firstClaims().forgetBefore(NOW);
        assertThat(community.firstClaims().find(SITE)).isEmpty();
        assertThat(community.firstClaims().find(OTHER)).contains(new Claim(OTHER, "new", NOW));
    }

    @Test
    void releasedClaimIsNeverForgottenAndGoesToTheNextRequest() {
        Claim first = claim(new Claim(SITE, "first", NOW));
        community.firstClaims().release(first);
        community.firstClaims().forgetBefore(NOW.plusSeconds(86_400));
        assertThat(community.firstClaims().find(SITE))
                .hasValueSatisfying(claim -> assertThat(claim.isReleased()).isTrue());
        Claim second = new Claim(SITE, "second", NOW);
        assertThat(claim(second)).isEqualTo(second);
        community.firstClaims().release(first);
        assertThat(community.firstClaims().find(SITE)).contains(second);
    }

    @Test
    void ofManyAtOnceOneHoldsTheClaim() throws Exception {
        List<Callable<Claim>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Claim wanted = new Claim(SITE, "question " + i, NOW);
            calls.add(() -> claim(wanted));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Claim> held = new ArrayList<>();
            for (Future<Claim> future : threads.invokeAll(calls)) {
                held.add(future.get());
            }
            assertThat(held).hasSize(50).containsOnly(held.getFirst());
        }
    }

    private Claim claim(Claim wanted) {
        return community.firstClaims().claim(wanted, NOW.minusSeconds(3_600));
    }

    @Test
    void domainIsPublicOnceEnoughDifferentMembersAsked() {
        note(1, 1, 1);
        note(2);
        assertThat(publicDomains()).isEmpty();
        note(3);
        assertThat(publicDomains()).containsExactly(SITE);
        note(4);
        assertThat(publicDomains()).containsExactly(SITE);
    }

    private List<DomainName> publicDomains() {
        List<DomainName> all = new ArrayList<>();
        community.askers().forEachPublic(all::add);
        return all;
    }

    private void note(long... hashes) {
        List<Asker> askers = new ArrayList<>();
        for (long hash : hashes) {
            askers.add(new Asker(SITE, hash));
        }
        askers.add(new Asker(OTHER, 1));
        community.askers().note(askers, 3);
    }
}
