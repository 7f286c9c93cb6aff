package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.access.SessionRegistry.Begun;
import org.domainstats.store.Sessions.Session;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Sessions of two servers that share a store, and of a clock that goes on. */
final class SessionRegistryTest {

    private static final Duration LIFETIME = Duration.ofHours(12);

    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private Store store;
    private SessionRegistry one;
    private SessionRegistry other;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        one = registry();
        other = registry();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SessionRegistry registry() {
        return new SessionRegistry(store.sessions(), new SecureRandom(), () -> now, LIFETIME);
    }

    private boolean isSignedIn(SessionRegistry there, Begun begun) {
        return there.find(begun.secret()) != null;
    }

    @Test
    void sessionBegunAtOneServerIsKnownAtTheOtherOnceItLooks() throws Exception {
        Begun begun = one.begin("alice", "hash");
        assertThat(isSignedIn(one, begun)).isTrue();
        assertThat(isSignedIn(other, begun)).isFalse();

        other.refreshSoon().get(30, TimeUnit.SECONDS);

        assertThat(isSignedIn(other, begun)).isTrue();
        one.end(begun.session().id());
        other.refresh();
        assertThat(isSignedIn(other, begun)).isFalse();
    }

    @Test
    void whoeverWaitsAtTheSameTimeSharesOneRead() {
        assertThat(one.refreshSoon()).isSameAs(one.refreshSoon());
    }

    @Test
    void sessionEndsWhenItsTimeIsUp() {
        Begun begun = one.begin("alice", "hash");
        now = now.plus(LIFETIME).minusMillis(1);
        assertThat(isSignedIn(one, begun)).isTrue();
        now = now.plusMillis(1);
        assertThat(isSignedIn(one, begun)).isFalse();
        one.begin("bob", "hash");
        assertThat(store.sessions().list()).hasSize(1);
    }

    @Test
    void codeBeginsOneSessionInTimeAndIsNoneItself() {
        String code = one.newCode();
        assertThat(one.find(code)).isNull();
        assertThat(other.redeem(code)).isNotNull();
        assertThat(one.redeem(code)).isNull();

        String late = one.newCode();
        now = now.plus(SessionRegistry.CODE_LIFETIME);
        assertThat(one.redeem(late)).isNull();
        Begun session = one.begin("alice", "hash");
        assertThat(one.redeem(session.secret())).isNull();
    }

    @Test
    void thereAreNoMoreThanAThousandOfAllHolders() {
        // At once, so that they share the syncs of the disk.
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SessionRegistry.MOST; i++) {
                Instant created = now.plusMillis(i);
                Session session =
                        new Session("id" + i, "holder" + i, "hash", created, now.plus(LIFETIME));
                callers.execute(() -> store.sessions().add(session));
            }
        }
        Begun newest = one.begin("late", "hash");

        assertThat(store.sessions().list())
                .hasSize(SessionRegistry.MOST)
                .extracting(Session::id)
                .contains("id1", newest.session().id())
                .doesNotContain("id0");
    }
}
