package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.Answer;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** A clock that was wrong for a while, as before the first answer of a time server. */
class ClockStepTest extends EngineFixture {

    private static final Instant WRONG = START.plus(Duration.ofDays(1_000));

    @Test
    void contactsKeepTheirInstantAndAreAnnouncedOnce() {
        ask("before.com");
        now.set(WRONG);
        ask("meanwhile.com");
        now.set(START.plusSeconds(1));
        assertThat(ask("before.com").seen().byYou()).isEqualTo(new Sighting.At(START));
        assertThat(ask("meanwhile.com").seen().byYou()).isEqualTo(new Sighting.At(WRONG));
        assertThat(ask("after.com").seen().byYou())
                .isEqualTo(new Sighting.FirstContact(START.plusSeconds(1)));
        engine.runBackgroundTasks();
    }

    @Test
    void answersOfTheWrongTimeAreNotRepeated() {
        now.set(WRONG);
        ask("example.com");
        assertThat(engine.cached("example.com")).isNotNull();
        now.set(START);
        assertThat(engine.cached("example.com")).isNull();
    }

    @Test
    void whatFailedAtTheWrongTimeIsAskedAgain() {
        registry = (domain, _) -> answer(domain, new Unreachable("down", null));
        restart();
        now.set(WRONG);
        assertThat(ask("example.com").facts().status()).isEqualTo(Status.UNREACHABLE);
        now.set(START);
        registry = (domain, _) -> answer(domain, OLD);
        restart();
        Answer answer = ask("example.com");
        assertThat(answer.facts().registration()).isEqualTo(OLD);
        assertThat(store.retries().size()).isZero();
    }
}
