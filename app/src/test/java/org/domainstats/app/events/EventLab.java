package org.domainstats.app.events;

import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.events.EventService;
import org.domainstats.events.EventSettings;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Age;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.storesqlite.SqliteStore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** An engine and its events in this process, with a clock of the test's, and no community. */
final class EventLab implements AutoCloseable {

    private static final EventSettings SETTINGS =
            new EventSettings(Duration.ofMinutes(10), true, Duration.ofDays(3_650), 1_000_000);

    final SqliteStore store;
    final SqliteKnownDomains known;
    final LookupEngine engine;
    private final EventService service;

    EventLab(Path folder, InstantSource clock, RegistrationSource registry) {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        Hostnames hostnames = new Hostnames(PublicSuffixList.carried());
        engine =
                new LookupEngine(
                        hostnames,
                        new LookupEngine.Stores(store, known),
                        new LookupSources(Community.OFF, registry, InsightSource.NONE),
                        new LookupSettings(10_000, Duration.ofSeconds(30), PrivateNames.NONE),
                        new LookupEngine.Environment(clock, ThreadLocalRandom.current()));
        service =
                new EventService(
                        new EventService.Parts(
                                store,
                                engine,
                                hostnames,
                                new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT),
                                Age.DEFAULT),
                        SETTINGS,
                        List.of(),
                        clock,
                        ThreadLocalRandom.current());
        engine.start();
        service.start();
    }

    /** The events of one kind so far. */
    List<NewEvent> events(String kind) {
        return store.events().log().after(0, 1_000_000).stream()
                .map(logged -> logged.event())
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    @Override
    public void close() {
        service.close();
        engine.close();
        store.close();
        known.close();
    }
}
