package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.LookupEngine.Environment;
import org.domainstats.lookup.LookupEngine.Stores;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Answer;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** A community that says nothing before the registry has been asked. */
@Timeout(60)
class SlowCommunityTest {

    private static final Instant CONTACT = Instant.parse("2026-05-01T00:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final RegistrationOutcome DATE = registered("1999-01-02T03:04:05Z");
    private static final RegistrationOutcome UNVERIFIED = registered("2011-01-01T00:00:00Z");

    @TempDir private Path folder;

    private final CountDownLatch registryAsked = new CountDownLatch(1);
    private SqliteStore store;
    private SqliteKnownDomains known;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
    }

    @AfterEach
    void close() {
        store.close();
        known.close();
    }

    @Test
    void itsWordAndThatOfTheRegistryAreBothInTheAnswer() {
        Answer answer = ask(DATE);
        assertThat(answer.seen().byUs()).isEqualTo(new Sighting.At(CONTACT));
        assertThat(answer.facts().registration()).isEqualTo(DATE);
    }

    @Test
    void itsWordStandsInForThatOfARegistryThatIsOutOfReach() {
        Answer answer = ask(new Unreachable("timed out", null));
        assertThat(answer.facts().registration()).isEqualTo(UNVERIFIED);
    }

    private Answer ask(RegistrationOutcome registry) {
        LookupSources sources =
                new LookupSources(
                        site -> {
                            await(registryAsked);
                            return new Community.Reply.Known(
                                    new Sighting.At(CONTACT), UNVERIFIED, List.of());
                        },
                        (domain, trace) -> {
                            registryAsked.countDown();
                            return registry;
                        },
                        InsightSource.NONE);
        LookupSettings settings =
                new LookupSettings(100, Duration.ofMillis(100), PrivateNames.NONE);
        try (LookupEngine engine =
                new LookupEngine(
                        new Hostnames(PublicSuffixList.carried()),
                        new Stores(store, known),
                        sources,
                        settings,
                        new Environment(InstantSource.system(), new Random(1)))) {
            Answer answer = engine.answer(new Question("example.com", false, LONG));
            assertThat(engine.statistics().answers()).isEqualTo(new AnswerCounts(0, 1, 1, 0));
            engine.answer(new Question("www.example.com", false, LONG));
            assertThat(engine.statistics().answers()).isEqualTo(new AnswerCounts(0, 2, 1, 0));
            return answer;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Registered registered(String instant) {
        return new Registered(Instant.parse(instant), null, Precision.SECOND, null, Source.RDAP);
    }
}
