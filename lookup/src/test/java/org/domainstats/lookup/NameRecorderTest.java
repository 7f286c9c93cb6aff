package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.LookupSettings.Limits;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.Inputs.Move;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Outcome;
import org.domainstats.usage.ReadNames.Reader;
import org.domainstats.usage.ReadNames.Recorded;
import org.junit.jupiter.api.Test;

import java.util.List;

class NameRecorderTest extends EngineFixture {

    private static final Reader READER = new Reader("log", null);

    private Recorded read(Reader reader, String... names) {
        ReadNames read = new ReadNames();
        for (String name : names) {
            read.add((PublicName) HOSTNAMES.reduce(name), "192.0.2.1", START);
        }
        return engine.record(reader, read);
    }

    @Test
    void aNameThatWasReadIsAContactAndIsLookedUpBehind() {
        assertThat(read(READER, "www.a.com", "x.a.com", "b.org"))
                .isEqualTo(new Recorded(Outcome.RECORDED, 2));
        assertThat(asked).isEmpty();
        assertThat(store.retries().size(Priority.ASKED)).isEqualTo(2);
        engine.runBackgroundTasks();
        awaitUntil(() -> asked.size() == 2);
        assertThat(asked).containsExactlyInAnyOrder("a.com", "b.org");
        assertThat(ask("a.com").seen().byYou()).isEqualTo(new Sighting.At(START));
    }

    @Test
    void whatIsKnownIsNotLookedUp() {
        know("a.com", new KnownDomain(1, true, null));
        read(READER, "a.com");
        assertThat(store.retries().size()).isZero();
        assertThat(store.contacts().find(new DomainName("a.com"))).contains(START);
    }

    @Test
    void whatWasReadIsLookedUpAgainOnlyAfterAWhile() {
        read(READER, "a.com");
        store.retries().remove(new DomainName("a.com"));
        assertThat(read(READER, "a.com")).isEqualTo(new Recorded(Outcome.RECORDED, 0));
        assertThat(store.retries().size()).isZero();
        assertThat(store.contacts().after(0, 10).getFirst().times()).isEqualTo(2);
    }

    @Test
    void tooManyNewSitesAreRefusedAndNothingIsRecorded() {
        limits = new Limits(2, 10, 100, 100);
        restart();
        read(READER, "a.com", "b.com");
        assertThat(read(READER, "c.com")).isEqualTo(new Recorded(Outcome.LIMITED, 0));
        assertThat(store.contacts().find(new DomainName("c.com"))).isEmpty();
        assertThat(read(new Reader("other", null), "c.com").outcome()).isEqualTo(Outcome.RECORDED);
    }

    @Test
    void anotherProcessOnTheSameInputIsNoticed() {
        read(new Reader("log", new Move("log", "", "1")), "a.com");
        assertThat(read(new Reader("log", new Move("log", "", "2")), "b.com").outcome())
                .isEqualTo(Outcome.TAKEN_ELSEWHERE);
        assertThat(store.contacts().find(new DomainName("b.com"))).isEmpty();
    }

    @Test
    void nothingIsKeptOfWhoAskedUnlessItIsWanted() {
        read(READER, "a.com");
        engine.answer(new Question("b.com", false, LONG, new QueryClient("siem")));
        engine.runBackgroundTasks();
        assertThat(store.clients().of(List.of(new DomainName("a.com"), new DomainName("b.com"))))
                .isEmpty();
    }
}
