package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupEngine.Environment;
import org.domainstats.lookup.LookupEngine.Stores;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.Question;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Source;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.storesqlite.SqliteStore;
import org.domainstats.usage.StoredClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/** A service of events on a real store and engine, with a clock and a registry of the test's. */
abstract class EventFixture {

    static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    static final Duration LONG = Duration.ofSeconds(30);
    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    static final RegistrationOutcome SILENT = new Unreachable("no reply", null);

    @TempDir Path folder;

    final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** What the registry says; silent of all others. */
    final Map<String, RegistrationOutcome> registry = new ConcurrentHashMap<>();

    Community community = Community.OFF;
    EventSettings settings = EventSettings.DEFAULT;
    Instant learningUntil = Instant.MIN;
    SqliteStore store;
    SqliteKnownDomains known;
    LookupEngine engine;
    EventService service;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine = engine();
        service = service();
    }

    /** Again, with the settings and the community of now. */
    void build() {
        engine = engine();
        service = service();
    }

    private LookupEngine engine() {
        RegistrationSource source = (domain, _) -> registry.getOrDefault(domain.ascii(), SILENT);
        return new LookupEngine(
                HOSTNAMES,
                new Stores(store, known),
                new LookupSources(community, source, InsightSource.NONE),
                new LookupSettings(1_000, LONG, new PrivateNames(List.of("corp.com"), List.of()))
                        .withClients(StoredClients.HASHED),
                new Environment(now::get, ThreadLocalRandom.current()));
    }

    private EventService service() {
        return new EventService(
                new EventService.Parts(
                        store,
                        engine,
                        HOSTNAMES,
                        new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT)
                                .learningUntil(learningUntil),
                        Age.DEFAULT),
                settings,
                outputs(),
                now::get,
                ThreadLocalRandom.current());
    }

    List<OpenOutput> outputs() {
        return List.of();
    }

    @AfterEach
    void close() {
        service.close();
        engine.close();
        store.close();
        known.close();
    }

    void ask(String hostname) {
        var _ = engine.answer(new Question(hostname, false, LONG));
    }

    /** Time passes, and what is due is done. */
    void pass(Duration time) {
        now.set(now.get().plus(time));
        service.round();
    }

    List<EventDocument> events() {
        return store.events().log().after(0, 100_000).stream().map(EventDocument::of).toList();
    }

    /** All events as {@code kind site}. */
    List<String> reported() {
        List<String> told = new ArrayList<>();
        events().forEach(event -> told.add(event.kind().word() + " " + event.site()));
        return told;
    }

    EventDocument last() {
        assertThat(events()).isNotEmpty();
        return events().getLast();
    }

    void know(String domain, KnownDomain fact) {
        known.apply(
                Scope.DELTA,
                FeedVersion.NONE,
                List.<Change>of(new Change.Put(new DomainName(domain), fact)).iterator());
    }

    static Registered registered(String first) {
        return new Registered(Instant.parse(first), null, Precision.SECOND, null, Source.RDAP);
    }
}
