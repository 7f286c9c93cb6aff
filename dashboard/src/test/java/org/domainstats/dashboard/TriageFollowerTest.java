package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Hints.NewHint;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.Leases;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class TriageFollowerTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final DomainName EVIL = new DomainName("evil.com");
    private static final DomainName HOSTED = new DomainName("evil.github.io");
    private static final DomainName GITHUB = new DomainName("github.io");

    @TempDir Path folder;

    private Store store;
    private SqliteKnownDomains known;
    private TriageFollower follower;
    private Insights insights = Insights.NONE;
    private final TableChanges changes = new TableChanges();

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        follower = new TriageFollower(store, facts(true), changes);
    }

    private ContactFacts facts(boolean asksOutside) {
        return new ContactFacts(
                store,
                known,
                new Hostnames(PublicSuffixList.carried()),
                new ContactRules(Age.DEFAULT, _ -> insights, asksOutside),
                () -> NOW);
    }

    @AfterEach
    void close() {
        follower.close();
        store.close();
        known.close();
    }

    private void learn(DomainName domain, RegistrationOutcome outcome) {
        store.registrations().put(domain, new StoredRegistration(outcome, NOW, NOW));
    }

    private static Registered registered(Duration before) {
        return new Registered(NOW.minus(before), null, Precision.SECOND, null, Source.RDAP);
    }

    private List<TriageEntry> all() {
        return store.triage()
                .list(new TriageQuery(TriageFilter.ALL, "", Order.NEWEST_FIRST, null, 99));
    }

    private TriageEntry only() {
        follower.follow();
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    /** As the answer says it. */
    @Test
    void nothingIsAwaitedWhereNobodyIsAsked() {
        follower.close();
        follower = new TriageFollower(store, facts(false), changes);
        store.contacts().recordIfAbsent(EVIL, NOW);
        assertThat(only().facts().status()).isEqualTo("no-source");
    }

    @Test
    void whatIsLearnedLaterIsSeen() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        assertThat(only().facts().status()).isEqualTo("pending");
        assertThat(only().facts().age()).isEqualTo(AgeBin.UNKNOWN);

        learn(EVIL, registered(Duration.ofDays(3)));
        follower.recheck();

        assertThat(only().facts().young()).isTrue();
        assertThat(only().facts().age()).isEqualTo(AgeBin.DAYS_1_TO_7);
        assertThat(store.triage().count(TriageFilter.ALL.with(View.YOUNG))).isEqualTo(1);
        assertThat(store.triage().count(TriageFilter.ALL.with(View.AGE_UNKNOWN))).isZero();
    }

    @Test
    void scoreIsFoundWithTheContactAndAgainWhenMoreIsLearned() {
        insights = Insights.NONE.withLookalike(new Lookalike("evi1.com", "1 for l", false));
        store.contacts().recordIfAbsent(EVIL, NOW);
        assertThat(only().facts().score()).isEqualTo(50);

        learn(EVIL, registered(Duration.ofDays(3)));
        follower.recheck();
        assertThat(only().facts().score()).isEqualTo(80);
    }

    @Test
    void listOfNewDomainsAddsToTheScore() {
        NewHint seen = new NewHint(EVIL, LocalDate.of(2026, 11, 20), Hint.Kind.SEEN);
        store.hints().putAll("isc", List.of(seen), NOW);
        store.contacts().recordIfAbsent(EVIL, NOW);
        assertThat(only().facts().score()).isEqualTo(20);
    }

    /** As in answers: a popular domain is no lookalike, but of a brand. */
    @Test
    void popularNameIsNoLookalike() {
        insights = Insights.NONE.withLookalike(new Lookalike("evi1.com", "1 for l", false));
        known.apply(
                Scope.DELTA,
                new FeedVersion(1, 1),
                List.<Change>of(new Change.Put(EVIL, new KnownDomain(5, true, null))).iterator());
        store.contacts().recordIfAbsent(EVIL, NOW);
        assertThat(only().facts().score()).isNull();
    }

    @Test
    void nameThatNobodyHadRegisteredIsYoungOnceSomebodyHas() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        learn(EVIL, new Unregistered(Source.RDAP));
        assertThat(only().facts().settled()).isFalse();
        learn(EVIL, registered(Duration.ofHours(-2)));
        follower.recheck();
        assertThat(only().facts().age()).isEqualTo(AgeBin.UNDER_A_DAY);
    }

    @Test
    void registrationIsTheDomainsAndPopularityTheSites() {
        known.apply(
                Scope.DELTA,
                new FeedVersion(1, 1),
                List.<Change>of(new Change.Put(GITHUB, new KnownDomain(5, true, null))).iterator());
        store.contacts().recordIfAbsent(HOSTED, NOW);
        assertThat(only().domain()).isEqualTo(GITHUB);
        assertThat(only().facts().rank()).isNull();
        assertThat(only().facts().age()).isEqualTo(AgeBin.OVER_2_YEARS);
        assertThat(store.triage().below(GITHUB, 9)).hasSize(1);
    }

    @Test
    void oldNameThatIsNewToAllIsASleeper() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        learn(EVIL, registered(Duration.ofDays(3_000)));
        store.communityContacts().put(EVIL, new CommunityContact(NOW, false, List.of()));
        assertThat(only().facts().isSleeper()).isTrue();
    }

    @Test
    void nameThatTheCommunityKnewIsNoSleeper() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        learn(EVIL, registered(Duration.ofDays(3_000)));
        store.communityContacts()
                .put(EVIL, new CommunityContact(NOW.minusSeconds(1), false, List.of()));
        assertThat(only().facts().isSleeper()).isFalse();
    }

    @Test
    void undisclosedAgeIsNeverYoungAndNotLookedAtAgain() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        learn(EVIL, new Undisclosed(null, Source.WHOIS));
        assertThat(only().facts().young()).isFalse();
        assertThat(store.triage().unsettled(Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    void resetIsFollowed() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        only();
        store.contacts().reset();
        store.contacts().recordIfAbsent(HOSTED, NOW);
        follower.follow();
        assertThat(only().contact().site()).isEqualTo(HOSTED);
        assertThat(only().mark()).isEqualTo(Mark.OPEN);
    }

    @Test
    void manyContactsAreFollowedInBatches() {
        for (int i = 0; i < 3; i++) {
            int from = i * 900;
            store.contacts()
                    .recordAllIfAbsent(
                            java.util.stream.IntStream.range(from, from + 900)
                                    .mapToObj(n -> new DomainName("n" + n + ".com"))
                                    .toList(),
                            NOW);
        }
        while (follower.follow()) {
            assertThat(follower.isUpToDate()).isFalse();
        }
        assertThat(follower.isUpToDate()).isTrue();
        assertThat(store.triage().count(TriageFilter.ALL)).isEqualTo(2_700);
    }

    /** Two servers on one store would do everything twice, and wait for each other meanwhile. */
    @Test
    void serversTakeTurns() {
        store.contacts().recordIfAbsent(EVIL, NOW);
        OneLease leases = new OneLease();
        leases.free = false;
        try (TriageFollower server = new TriageFollower(store, leases, facts(true), changes)) {
            server.run();
            assertThat(server.isUpToDate()).isFalse();

            leases.free = true;
            assertThat(server.run()).isEqualTo(leases.pause);
            assertThat(server.isUpToDate()).isTrue();
        }
    }

    /** Another server has the lease, or nobody. */
    private static final class OneLease implements Leases {

        private boolean free;
        private Duration pause = Duration.ZERO;

        @Override
        public Lease begin(String name, Duration longest) {
            return free ? new Lease(1, Duration.ZERO) : new Lease(0, Lease.SOON);
        }

        @Override
        public void end(String name, Lease lease, Duration until) {
            pause = until;
        }
    }
}
