package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hint.Kind;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.domainstats.store.Hints.NewHint;
import org.domainstats.store.Hints.TakenList;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.StoredRegistration;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a name in a list of new domains is called, and who is asked about it. */
class ListedNamesTest extends EngineFixture {

    private static final DomainName EVIL = new DomainName("evil.com");
    private static final LocalDate TODAY = LocalDate.ofInstant(START, ZoneOffset.UTC);

    @Test
    void listedRegistrationIsTheAnswerAndNobodyIsAsked() {
        list(EVIL, TODAY.minusDays(2), Kind.REGISTERED);

        Answer answer = ask("www.evil.com");

        assertThat(answer.seen().byWeb()).isEqualTo(new Sighting.At(start(TODAY.minusDays(2))));
        assertThat(answer.facts().status()).isEqualTo(Status.OK);
        assertThat(answer.facts().registration()).isInstanceOf(Registered.class);
        assertThat(Age.DEFAULT.of(answer, START)).isEqualTo(Age.Category.NEW);
        assertThat(answer.facts().insights().hint()).isNotNull();
        assertThat(asked).isEmpty();
        assertThat(store.retries().size()).isZero();
    }

    @Test
    void nameAddedToAZoneIsNewAtOnceAndItsRegistryIsAskedLater() {
        list(EVIL, TODAY, Kind.ZONE);

        Answer answer = ask("evil.com");

        assertThat(Age.DEFAULT.of(answer, START)).isEqualTo(Age.Category.NEW);
        assertThat(answer.seen().byWeb())
                .as("no date of a registration")
                .isEqualTo(Sighting.UNAVAILABLE);
        engine.runBackgroundTasks();
        assertThat(asked).isEmpty();
        assertThat(store.retries().list(9)).extracting(Retry::domain).containsExactly(EVIL);

        now.set(START.plus(Duration.ofHours(2)));
        engine.runBackgroundTasks();
        awaitUntil(() -> asked.contains("evil.com"));
        awaitUntil(() -> store.registrations().find(EVIL).isPresent());
        assertThat(ask("evil.com").seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
    }

    @Test
    void firstSightIsAHintAndTheRegistryIsAskedAsEver() {
        list(EVIL, TODAY, Kind.SEEN);

        Answer answer = ask("evil.com");

        assertThat(answer.seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(answer.facts().insights().hint())
                .isEqualTo(new Hint(TODAY, Kind.SEEN, "a-list", START));
        assertThat(asked).containsExactly("evil.com");
    }

    @Test
    void dateOfARegistryStandsWhateverAListSays() {
        stored(OLD, START.minus(Duration.ofDays(5)));
        list(EVIL, TODAY, Kind.REGISTERED);

        assertThat(ask("evil.com").seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
    }

    @Test
    void establishedDomainStaysEstablished() {
        know("evil.com", new KnownDomain(1, true, null));
        list(EVIL, TODAY, Kind.REGISTERED);

        assertThat(ask("evil.com").seen().byWeb()).isEqualTo(Sighting.ESTABLISHED);
    }

    @Test
    void listMakesNoDomainOldOrRegisteredInTheFuture() {
        list(EVIL, TODAY.minusDays(900), Kind.REGISTERED);
        assertThat(ask("evil.com").seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));

        DomainName other = new DomainName("other.com");
        list(other, TODAY.plusDays(900), Kind.REGISTERED);
        assertThat(ask("other.com").seen().byWeb()).isEqualTo(new Sighting.At(OLD.first()));
        assertThat(asked).containsExactly("evil.com", "other.com");
    }

    @Test
    void listIsFresherThanARegistryThatKnewOfNoneBefore() {
        stored(new Unregistered(Source.RDAP), START.minusSeconds(60));
        list(EVIL, TODAY, Kind.SEEN);

        Answer answer = ask("evil.com");

        assertThat(answer.facts().status()).isEqualTo(Status.OK);
        assertThat(asked).isEmpty();
    }

    @Test
    void registryThatKnowsOfNoneAfterTheListIsBelieved() {
        list(EVIL, TODAY, Kind.REGISTERED);
        stored(new Unregistered(Source.RDAP), START.plusSeconds(60));

        assertThat(ask("evil.com").facts().status()).isEqualTo(Status.UNREGISTERED);
    }

    @Test
    void listStandsInWhereARegistryTellsNoDate() {
        list(EVIL, TODAY, Kind.REGISTERED);
        for (RegistrationOutcome undated :
                List.of(new NoSource(), new Undisclosed(null, Source.RDAP))) {
            stored(undated, START);
            assertThat(ask("evil.com").seen().byWeb()).isEqualTo(new Sighting.At(start(TODAY)));
            restart();
        }
        stored(new Undisclosed(null, Source.RDAP), START.minus(Duration.ofDays(9)));
        assertThat(ask("evil.com").facts().status())
                .as("somebody had it before the day of the list")
                .isEqualTo(Status.UNDISCLOSED);
    }

    @Test
    void answersInMemoryAreForgottenWhenAListIsTaken() {
        registry = (domain, _) -> answer(domain, new Unregistered(Source.RDAP));
        restart();
        assertThat(ask("evil.com").facts().status()).isEqualTo(Status.UNREGISTERED);
        now.set(START.plusSeconds(1));
        store.hints().putAll("a-list", List.of(new NewHint(EVIL, TODAY, Kind.ZONE)), now.get());
        store.hints().taken(new TakenList("a-list", "", "", now.get(), 1));
        engine.runBackgroundTasks();

        assertThat(ask("evil.com").facts().status()).isEqualTo(Status.OK);
    }

    private void list(DomainName domain, LocalDate day, Kind kind) {
        store.hints().putAll("a-list", List.of(new NewHint(domain, day, kind)), START);
        store.hints().taken(new TakenList("a-list", "", "", START, 1));
        engine.noticeChanges();
    }

    private void stored(RegistrationOutcome outcome, Instant checked) {
        store.registrations()
                .put(
                        EVIL,
                        new StoredRegistration(outcome, checked, START.plus(Duration.ofDays(1))));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
