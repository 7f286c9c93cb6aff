package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.RegistrationQuestions.Result;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationExplanation;
import org.domainstats.registrations.RegistrationFetch;
import org.domainstats.registrations.RegistrationFetch.Step;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.StoredRegistration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Why a registration is what it is, and having its sources asked anew. */
class RegistrationQuestionsTest extends EngineFixture {

    private static final DomainName DOMAIN = new DomainName("example.com");
    private static final RegistrationOutcome NEW = registered("2026-05-30T00:00:00Z");

    private RegistrationOutcome said = OLD;

    @BeforeEach
    void registryThatTells() {
        registry =
                (domain, trace) -> {
                    trace.step("querying a registry");
                    trace.step("it says \u001b[31m" + "x".repeat(5_000));
                    return answer(domain, said);
                };
        restart();
    }

    private Result askAnew(String name) {
        PublicName found = (PublicName) HOSTNAMES.reduce(name);
        return engine.registrations().askAnew(found, new QueryClient("alice"), LONG);
    }

    private List<String> stored() {
        PublicName name = (PublicName) HOSTNAMES.reduce("www.example.com");
        return new RegistrationExplanation(store, known).stored(name);
    }

    @Test
    void whatWasAskedForAnAnswerIsToldWithoutAskingAgain() {
        ask("www.example.com");
        RegistrationFetch fetch = engine.registrations().last(DOMAIN).orElseThrow();
        assertThat(fetch.at()).isEqualTo(START);
        assertThat(fetch.outcome()).isEqualTo(OLD);
        assertThat(fetch.steps()).extracting(Step::text).first().isEqualTo("querying a registry");
        assertThat(fetch.steps().getLast().text()).hasSizeLessThan(300).doesNotContain("\u001b");
        assertThat(asked).hasSize(1);
        assertThat(stored())
                .contains("domain example.com, site example.com")
                .contains("first contact here " + START)
                .anyMatch(line -> line.startsWith("kept: registered 1999-01-02T03:04:05Z"));
    }

    @Test
    void whatIsSaidAnewIsStoredAndAnswered() {
        ask("example.com");
        said = NEW;
        now.set(START.plus(Duration.ofMinutes(2)));
        assertThat(askAnew("www.example.com")).isEqualTo(Result.ASKED);
        assertThat(asked).hasSize(2);
        assertThat(store.registrations().find(DOMAIN).orElseThrow().checked()).isEqualTo(now.get());
        assertThat(ask("example.com").facts().registration())
                .isEqualTo(store.registrations().find(DOMAIN).orElseThrow().outcome())
                .isNotEqualTo(OLD);
    }

    @Test
    void registryIsNotAskedTwiceWithinAMinute() {
        assertThat(askAnew("example.com")).isEqualTo(Result.ASKED);
        assertThat(askAnew("example.com")).isEqualTo(Result.ASKED);
        assertThat(asked).hasSize(1);
        now.set(START.plusSeconds(61));
        askAnew("example.com");
        assertThat(asked).hasSize(2);
        assertThat(stored()).contains("no contact here yet");
    }

    @Test
    void nameThatNeverLeavesIsNotAskedAbout() {
        privateNames = new PrivateNames(List.of(), List.of("example.com"));
        restart();
        assertThat(askAnew("www.example.com")).isEqualTo(Result.PRIVATE);
        assertThat(asked).isEmpty();
    }

    @Test
    void whereNoSourceIsAskedWhatIsStoredStays() {
        ask("example.com");
        StoredRegistration before = store.registrations().find(DOMAIN).orElseThrow();
        registry = RegistrationSource.OFF;
        restart();
        assertThat(askAnew("example.com")).isEqualTo(Result.NO_SOURCE);
        assertThat(store.registrations().find(DOMAIN)).contains(before);
    }

    @Test
    void slowSourceIsNotWaitedForToTheEnd() {
        registry =
                (domain, _) -> {
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        PublicName name = (PublicName) HOSTNAMES.reduce("example.com");
        assertThat(engine.registrations().askAnew(name, QueryClient.LOCAL, SHORT))
                .isEqualTo(Result.PENDING);
        release.countDown();
        awaitUntil(() -> store.registrations().find(DOMAIN).isPresent());
    }

    @Test
    void forgottenNameIsNotRemembered() {
        ask("example.com");
        store.erasure().forget(DOMAIN);
        assertThat(engine.registrations().last(DOMAIN)).isEmpty();
    }
}
