package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.Askers.Asker;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims.Claim;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** One request holds the claim on a site, and a domain is public once enough members asked. */
public interface CommunityStoreContract {

    /** Opens the store of this test as one more process would; see {@link StoreContract#open}. */
    CommunityStore openCommunity();

    private static Claim claim(CommunityStore store, Claim wanted) {
        return store.firstClaims().claim(wanted, LATER.minusSeconds(3_600));
    }

    @Test
    default void firstQuestionHoldsTheClaimAcrossARestart() {
        Claim first = new Claim(A, "first", LATER);
        try (CommunityStore store = openCommunity()) {
            assertThat(claim(store, first)).isEqualTo(first);
            assertThat(claim(store, new Claim(A, "second", LATER.plusSeconds(1)))).isEqualTo(first);
        }
        try (CommunityStore store = openCommunity()) {
            assertThat(claim(store, new Claim(A, "third", LATER.plusSeconds(2)))).isEqualTo(first);
            assertThat(store.firstClaims().find(A)).contains(first);
            assertThat(store.firstClaims().find(B)).isEmpty();
        }
    }

    @Test
    default void staleClaimGoesToTheNextQuestion() {
        try (CommunityStore store = openCommunity()) {
            claim(store, new Claim(A, "first", LATER.minusSeconds(3_601)));
            Claim second = new Claim(A, "second", LATER);
            assertThat(claim(store, second)).isEqualTo(second);
        }
    }

    @Test
    default void oldClaimsAreForgotten() {
        try (CommunityStore store = openCommunity()) {
            claim(store, new Claim(A, "old", LATER.minusSeconds(10)));
            claim(store, new Claim(B, "new", LATER));
            store.firstClaims().forgetBefore(LATER);
            assertThat(store.firstClaims().find(A)).isEmpty();
            assertThat(store.firstClaims().find(B)).contains(new Claim(B, "new", LATER));
        }
    }

    @Test
    default void forgottenSiteHasNoClaimAndNobodyAskedAboutIt() {
        try (CommunityStore store = openCommunity()) {
            claim(store, new Claim(A, "a", LATER));
            claim(store, new Claim(B, "b", LATER));
            store.askers().note(List.of(new Asker(A, 1), new Asker(B, 1), new Asker(B, 2)), 2);

            store.forget(A);
            store.forget(B);

            assertThat(store.firstClaims().find(A)).isEmpty();
            assertThat(store.firstClaims().find(B)).isEmpty();
            store.askers().note(List.of(new Asker(A, 2), new Asker(B, 3)), 2);
            List<DomainName> published = new ArrayList<>();
            store.askers().forEachPublic(published::add);
            assertThat(published).isEmpty();
        }
    }

    @Test
    default void releasedClaimIsNeverForgottenAndGoesToTheNextRequest() {
        try (CommunityStore store = openCommunity()) {
            Claim first = claim(store, new Claim(A, "first", LATER));
            store.firstClaims().release(first);
            store.firstClaims().forgetBefore(LATER.plusSeconds(86_400));
            assertThat(store.firstClaims().find(A))
                    .hasValueSatisfying(claim -> assertThat(claim.isReleased()).isTrue());
            Claim second = new Claim(A, "second", LATER);
            assertThat(claim(store, second)).isEqualTo(second);
            store.firstClaims().release(first);
            assertThat(store.firstClaims().find(A)).contains(second);
        }
    }

    @Test
    default void ofManyAtOnceOneHoldsTheClaim() {
        try (CommunityStore one = openCommunity();
                CommunityStore other = openCommunity()) {
            List<Claim> held =
                    ConcurrentCallers.together(
                            50,
                            i ->
                                    claim(
                                            i % 2 == 0 ? one : other,
                                            new Claim(A, "question " + i, LATER)));
            assertThat(held).hasSize(50).containsOnly(held.getFirst());
        }
    }

    @Test
    default void domainIsPublicOnceEnoughDifferentMembersAsked() {
        try (CommunityStore store = openCommunity()) {
            note(store, 1, 1, 1);
            note(store, 2);
            assertThat(publicDomains(store)).isEmpty();
            note(store, 3);
            assertThat(publicDomains(store)).containsExactly(A);
            note(store, 4);
            assertThat(publicDomains(store)).containsExactly(A);
        }
    }

    private static List<DomainName> publicDomains(CommunityStore store) {
        List<DomainName> all = new ArrayList<>();
        store.askers().forEachPublic(all::add);
        return all;
    }

    private static void note(CommunityStore store, long... hashes) {
        List<Asker> askers = new ArrayList<>();
        for (long hash : hashes) {
            askers.add(new Asker(A, hash));
        }
        askers.add(new Asker(B, 1));
        store.askers().note(askers, 3);
    }
}
