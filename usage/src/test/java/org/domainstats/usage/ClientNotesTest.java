package org.domainstats.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.registrations.QueryClient;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ClientNotesTest {

    private static final DomainName A = new DomainName("a.com");
    private static final DomainName B = new DomainName("b.com");
    private static final long NOW = 1_800_000_000_000L;

    @TempDir Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        store.contacts().recordAllIfAbsent(List.of(A, B), Instant.ofEpochMilli(NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Map<DomainName, AskedBy> noted(StoredClients kept) {
        ClientNotes notes = new ClientNotes(kept, store.clients());
        notes.note(A, new QueryClient("2001:DB8::1"), NOW);
        notes.note(A, new QueryClient("2001:db8:0:0:0:0:0:1"), NOW);
        notes.note(A, new QueryClient("siem"), NOW + 1);
        notes.note(A, QueryClient.LOCAL, NOW - 1);
        notes.note(B, new QueryClient("siem"), NOW);
        notes.flush();
        notes.flush();
        return store.clients().of(List.of(A, B));
    }

    private static AskedBy by(Map<DomainName, AskedBy> noted, DomainName site) {
        return Objects.requireNonNull(noted.get(site));
    }

    @Test
    void addressesAreKeptWhereAnOperatorWantsThem() {
        assertThat(noted(StoredClients.PLAIN))
                .isEqualTo(
                        Map.of(
                                A, new AskedBy("2001:db8:0:0:0:0:0:1", 2),
                                B, new AskedBy("siem", 1)));
    }

    @Test
    void hashesTellTheSameClientAgainAndNotWhoItIs() {
        Map<DomainName, AskedBy> hashed = noted(StoredClients.HASHED);
        assertThat(by(hashed, A).clients()).isEqualTo(2);
        assertThat(by(hashed, A).first()).matches("h:[0-9a-f]{16}");
        assertThat(new ClientNames(StoredClients.HASHED, store.clients()).of("2001:db8::1"))
                .isEqualTo(by(hashed, A).first());
    }

    @Test
    void nothingIsKeptUnlessItIsWanted() {
        assertThat(noted(StoredClients.NONE)).isEmpty();
    }

    @Test
    void hostileNamesAreCutAndCleaned() {
        ClientNotes notes = new ClientNotes(StoredClients.PLAIN, store.clients());
        notes.note(A, new QueryClient("\u001b[31m" + "x".repeat(1_000)), NOW);
        notes.note(B, new QueryClient("\n"), NOW);
        notes.flush();
        assertThat(by(store.clients().of(List.of(A)), A).first())
                .startsWith("?[31mx")
                .hasSizeLessThanOrEqualTo(64);
        assertThat(by(store.clients().of(List.of(B)), B).first()).isEqualTo("?");
    }
}
