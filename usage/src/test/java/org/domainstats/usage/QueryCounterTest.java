package org.domainstats.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class QueryCounterTest {

    @TempDir private Path folder;

    @Test
    void whatWasWrittenToTheStoreStillCountsForTheCachedAnswer() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"))) {
            QueryCounter counter = new QueryCounter(store.contacts());
            QueryCounter.Counter answer = counter.counter(new DomainName("a.com"));
            assertThat(answer.inAll()).isZero();
            answer.count(1_000);
            answer.count(2_000);
            counter.flush();
            answer.count(3_000);

            assertThat(answer.inAll()).isEqualTo(3);
            counter.flush();
            assertThat(answer.inAll()).isEqualTo(3);
            assertThat(counter.counter(new DomainName("a.com")).inAll()).isZero();
        }
    }
}
