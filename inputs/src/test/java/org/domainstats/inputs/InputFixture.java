package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storesqlite.SqliteStore;
import org.domainstats.usage.StoredClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Inputs that record into a real engine on a real store. */
abstract class InputFixture {

    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    @TempDir Path folder;

    final OwnQuestions own = new OwnQuestions();
    SqliteStore store;
    private SqliteKnownDomains known;
    private LookupEngine engine;
    InputSet inputs;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine =
                new LookupEngine(
                        HOSTNAMES,
                        new LookupEngine.Stores(store, known),
                        new LookupSources(
                                Community.OFF, RegistrationSource.OFF, InsightSource.NONE),
                        new LookupSettings(1_000, Duration.ZERO, PrivateNames.NONE)
                                .withClients(StoredClients.PLAIN),
                        new LookupEngine.Environment(
                                Clock.systemUTC(), ThreadLocalRandom.current()));
        inputs = InputSet.start(List.of(), settings(), store.inputs());
    }

    @AfterEach
    void close() {
        inputs.close();
        engine.close();
        store.close();
        known.close();
    }

    private InputSettings settings() {
        return new InputSettings(HOSTNAMES, engine::record, own, "", Clock.systemUTC());
    }

    InputCounters start(String address) {
        inputs.close();
        inputs = InputSet.start(List.of(InputAddress.parse(address)), settings(), store.inputs());
        return inputs.counters().getFirst();
    }

    /** How often each site was asked about. */
    Map<String, Long> asked() {
        Map<String, Long> asked = new TreeMap<>();
        store.contacts()
                .after(0, 1_000_000)
                .forEach(each -> asked.put(each.site().ascii(), each.times()));
        return asked;
    }

    LoggedContact contact(String site) {
        return store.contacts().after(0, 1_000_000).stream()
                .filter(each -> each.site().ascii().equals(site))
                .findFirst()
                .orElseThrow();
    }

    String firstClient(String site) {
        DomainName name = new DomainName(site);
        return Objects.requireNonNull(store.clients().of(List.of(name)).get(name)).first();
    }

    /** Those with a count. */
    static List<String> drops(InputCounters counters) {
        List<String> drops = new ArrayList<>();
        for (Drop why : Drop.values()) {
            if (counters.dropped(why) > 0) {
                drops.add(why.word() + "=" + counters.dropped(why));
            }
        }
        return drops;
    }

    static void awaitUntil(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it never happened").isBefore(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
