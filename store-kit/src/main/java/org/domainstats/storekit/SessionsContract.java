package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.Sessions.Session;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** Sessions outlive a restart, are the same for all servers, and end once. */
public interface SessionsContract extends StoreContract {

    /** A session of an analyst. */
    Session ANALYST =
            new Session(
                    "a1",
                    "analyst",
                    "token",
                    Instant.ofEpochMilli(1_000),
                    Instant.ofEpochMilli(9_000));

    @Test
    default void sessionOutlivesTheProcessAndIsSeenByOthers() {
        try (Store one = open();
                Store other = open()) {
            one.sessions().add(ANALYST);
            assertThat(other.sessions().list()).containsExactly(ANALYST);
        }
        try (Store again = open()) {
            assertThat(again.sessions().list()).containsExactly(ANALYST);
        }
    }

    @Test
    default void sessionsAreListedOldestFirst() {
        try (Store store = open()) {
            Session older =
                    new Session("z9", "bob", "code", Instant.ofEpochMilli(500), Instant.EPOCH);
            store.sessions().add(ANALYST);
            store.sessions().add(older);
            assertThat(store.sessions().list()).containsExactly(older, ANALYST);
        }
    }

    @Test
    default void ofManyThatEndASessionAtOnceOneDoes() {
        try (Store one = open();
                Store other = open()) {
            one.sessions().add(ANALYST);
            List<Boolean> ended =
                    ConcurrentCallers.together(
                            32, i -> (i % 2 == 0 ? one : other).sessions().remove(ANALYST.id()));
            assertThat(ended).containsOnlyOnce(true);
            assertThat(one.sessions().list()).isEmpty();
            assertThat(one.sessions().remove("never there")).isFalse();
        }
    }

    @Test
    default void keyIsMadeOnceForAll() {
        byte[] key;
        try (Store one = open();
                Store other = open()) {
            key = one.sessions().key();
            assertThat(key).hasSize(32);
            assertThat(other.sessions().key()).isEqualTo(key);
        }
        try (Store again = open()) {
            assertThat(again.sessions().key()).isEqualTo(key);
        }
    }
}
