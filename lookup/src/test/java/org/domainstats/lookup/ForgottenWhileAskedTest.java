package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.usage.StoredClients;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A name is forgotten while its registry is asked about it. */
final class ForgottenWhileAskedTest extends EngineFixture {

    private static final String HOSTNAME = "example.com";

    /** It stood in the store again a moment after the command had said that it was gone. */
    @Test
    void whatTheRegistrySaysThenIsNotStored() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        registry =
                (domain, _) -> {
                    asking.countDown();
                    awaitRelease();
                    return answer(domain, OLD);
                };
        restart();
        DomainName name = new DomainName(HOSTNAME);
        Question question = new Question(HOSTNAME, false, LONG);
        PendingLookup pending = engine.begin(List.of(question)).getFirst();
        asking.await();
        assertThat(store.erasure().forget(name)).isTrue();
        release.countDown();
        var _ = pending.answer(LONG);
        assertThat(store.registrations().find(name)).isEmpty();
        assertThat(store.retries().find(name)).isEmpty();
        assertThat(ask(HOSTNAME).facts().registration()).isEqualTo(OLD);
    }

    /** Who asked was noted today, and so never for the contact that is made after that one. */
    @Test
    void whoAsksAgainIsNotedWithTheNewContact() {
        DomainName name = new DomainName(HOSTNAME);
        QueryClient client = new QueryClient("siem");
        clients = StoredClients.HASHED;
        restart();
        askFor(client);
        assertThat(engine.askedBy(List.of(name))).containsOnlyKeys(name);
        assertThat(store.erasure().forget(name)).isTrue();
        engine.noticeChanges();
        askFor(client);
        assertThat(engine.askedBy(List.of(name))).containsOnlyKeys(name);
    }

    private void askFor(QueryClient client) {
        var _ = engine.answer(new Question(HOSTNAME, false, LONG, client));
    }
}
