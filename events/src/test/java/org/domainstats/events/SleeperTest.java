package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Sighting;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An old, unranked domain that nobody has asked about before, here or elsewhere, is a sleeper. */
class SleeperTest extends EventFixture {

    private static final String OLD = "2009-03-04T05:06:07Z";

    private void communitySays(Sighting sighting) {
        community =
                new Community() {
                    @Override
                    public Reply ask(DomainName site) {
                        return new Reply.Known(sighting, null, List.of());
                    }
                };
        service.close();
        build();
    }

    private void askAbout(String site, String registered) {
        registry.put(site, registered(registered));
        ask(site);
        service.round();
    }

    @Test
    void withACommunityThatDidNotKnowItItIsTold() {
        communitySays(new Sighting.FirstContact(START));
        askAbout("aged.com", OLD);
        assertThat(reported()).containsExactly("first-contact aged.com", "sleeper aged.com");
        assertThat(last().text("community")).isEqualTo("first");
        assertThat(last().isAlert()).isTrue();
    }

    @Test
    void oneThatOthersKnowOrThatIsYoungIsNone() {
        communitySays(new Sighting.At(Instant.parse("2025-01-01T00:00:00Z")));
        askAbout("aged.com", OLD);
        assertThat(last().text("community")).isEqualTo("seen");
        communitySays(new Sighting.FirstContact(START));
        askAbout("young.com", "2026-01-01T00:00:00Z");
        assertThat(reported()).containsExactly("first-contact aged.com", "first-contact young.com");
    }

    @Test
    void oneThatIsRankedIsNone() {
        communitySays(new Sighting.FirstContact(START));
        know("ranked.com", new KnownDomain(900_000, false, null));
        askAbout("ranked.com", OLD);
        assertThat(reported()).containsExactly("first-contact ranked.com");
    }

    @Test
    void whatAnybodyCanMakeBelowAnOldDomainIsNone() {
        communitySays(new Sighting.FirstContact(START));
        registry.put("blogspot.com", registered(OLD));
        askAbout("evil.blogspot.com", OLD);
        assertThat(reported()).containsExactly("first-contact evil.blogspot.com");
    }

    @Test
    void withoutACommunityItIsToldOnlyWhereThatIsWanted() {
        askAbout("aged.com", OLD);
        assertThat(reported()).containsExactly("first-contact aged.com");
        settings = new EventSettings(Duration.ofMinutes(10), true, Duration.ofDays(30), 1_000);
        service.close();
        build();
        askAbout("other.com", OLD);
        assertThat(reported())
                .containsExactly(
                        "first-contact aged.com", "first-contact other.com", "sleeper other.com");
        assertThat(last().text("community")).isEqualTo("unknown");
    }

    @Test
    void oneWhoseAgeComesLateIsToldThen() {
        communitySays(new Sighting.FirstContact(START));
        ask("late.com");
        pass(Duration.ZERO);
        pass(Duration.ofMinutes(10));
        registry.put("late.com", registered(OLD));
        ask("late.com");
        pass(Duration.ofHours(1));
        assertThat(reported())
                .containsExactly(
                        "first-contact late.com", "age-known late.com", "sleeper late.com");
    }
}
