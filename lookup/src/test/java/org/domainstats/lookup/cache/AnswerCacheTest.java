package org.domainstats.lookup.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.cache.AnswerCache.Validity;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.storesqlite.SqliteStore;
import org.domainstats.usage.QueryCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;

class AnswerCacheTest {

    private static final Validity ALWAYS =
            new Validity(Instant.EPOCH, Instant.parse("2999-01-01T00:00:00Z"));

    @TempDir Path folder;

    @Test
    void answersTakeNoMoreThanTheirShareOfTheHeapHoweverManyTheSettingsAllow() {
        long heap = 11_000_000;
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"))) {
            AnswerCache cache = new AnswerCache(65_536, heap, new QueryCounter(store.contacts()));
            for (int i = 0; i < 5_000; i++) {
                put(cache, "example" + i + ".com");
            }
            assertThat(cache.stats().size()).isBetween(2_500L, 3_000L);
            assertThat(cache.stats().bytes()).isLessThanOrEqualTo(heap * 3 / 10);
        }
    }

    @Test
    void withRoomEnoughTheSettingDecides() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"))) {
            AnswerCache cache =
                    new AnswerCache(100, Long.MAX_VALUE, new QueryCounter(store.contacts()));
            for (int i = 0; i < 500; i++) {
                put(cache, "example" + i + ".com");
            }
            assertThat(cache.stats().size()).isEqualTo(100);
        }
    }

    private static void put(AnswerCache cache, String name) {
        DomainName domain = new DomainName(name);
        PublicName publicName = new PublicName(domain, domain, domain);
        cache.put(
                new Answer(name, publicName, Seen.NOTHING, DomainFacts.NONE),
                publicName,
                ALWAYS,
                cache.generation());
    }
}
