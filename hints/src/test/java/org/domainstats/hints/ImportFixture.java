package org.domainstats.hints;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** An importer with a store of its own, at a fixed time. */
final class ImportFixture implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** The day before. */
    static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    final SqliteStore store;
    final HintImporter importer;

    ImportFixture(Path folder) {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        importer = new HintImporter(store, new Hostnames(PublicSuffixList.carried()), () -> NOW);
    }

    @Nullable Hint hint(String domain) {
        DomainName name = new DomainName(domain);
        return store.hints().findAll(List.of(name)).get(name);
    }

    @Override
    public void close() {
        store.close();
    }
}
