package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.LookupEngine.Environment;
import org.domainstats.lookup.LookupEngine.Stores;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;
import org.domainstats.usage.StoredClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An engine on a real store, before sources that a test chooses. */
abstract class EngineFixture {

    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(50);
    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    static final Registered OLD = registered("1999-01-02T03:04:05Z");

    @TempDir Path folder;

    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final CountDownLatch release = new CountDownLatch(1);
    RegistrationSource registry = (domain, _) -> answer(domain, OLD);
    Community community = Community.OFF;
    PrivateNames privateNames = PrivateNames.NONE;
    StoredClients clients = StoredClients.NONE;
    LookupSettings.Limits limits = LookupSettings.Limits.DEFAULT;
    boolean datesOfKnownDomains;
    SqliteStore store;
    SqliteKnownDomains known;
    LookupEngine engine;

    InsightSource insights = InsightSource.NONE;

    /** A registry that notes how urgent each request is. */
    static RegistrationSource noting(
            Collection<Urgency> urgencies, Supplier<RegistrationOutcome> outcome) {
        return new RegistrationSource() {
            @Override
            public RegistrationOutcome fetch(DomainName domain, Trace trace) {
                return outcome.get();
            }

            @Override
            public RegistrationOutcome fetch(RegistrationRequest request, Trace trace) {
                urgencies.add(request.urgency());
                return outcome.get();
            }
        };
    }

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine = engine();
    }

    @AfterEach
    void close() {
        release.countDown();
        engine.close();
        store.close();
        known.close();
    }

    Answer ask(String hostname) {
        return engine.answer(new Question(hostname, false, LONG));
    }

    RegistrationOutcome answer(DomainName domain, RegistrationOutcome outcome) {
        asked.add(domain.ascii());
        return outcome;
    }

    void know(String domain, KnownDomain fact) {
        known.apply(
                Scope.DELTA,
                FeedVersion.NONE,
                List.<Change>of(new Change.Put(new DomainName(domain), fact)).iterator());
    }

    void restart() {
        engine.close();
        engine = engine();
    }

    LookupEngine engine() {
        return engine(store);
    }

    LookupEngine engine(Store used) {
        return new LookupEngine(
                HOSTNAMES,
                new Stores(used, known),
                new LookupSources(community, registry, insights),
                new LookupSettings(1_000, LONG, privateNames, limits, datesOfKnownDomains)
                        .withClients(clients),
                new Environment(now::get, ThreadLocalRandom.current()));
    }

    void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what happens behind the answers. */
    static void awaitUntil(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it never happened").isBefore(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static Registered registered(String first) {
        return new Registered(Instant.parse(first), null, Precision.SECOND, null, Source.RDAP);
    }
}
