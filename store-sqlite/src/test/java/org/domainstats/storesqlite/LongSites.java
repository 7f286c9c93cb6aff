package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;

import java.time.Instant;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Sites by number, with names so long that a few thousand of them fill a small disk. */
final class LongSites {

    private static final Instant REGISTERED = Instant.parse("2026-11-24T10:00:00Z");

    private LongSites() {}

    static DomainName site(int number) {
        return new DomainName("a-rather-long-name-that-fills-pages-" + number + ".example");
    }

    /** The first of them as known domains. */
    static Iterator<Change> puts(int count) {
        return IntStream.range(0, count)
                .<Change>mapToObj(
                        i -> new Change.Put(site(i), new KnownDomain(i + 1, true, REGISTERED)))
                .iterator();
    }
}
