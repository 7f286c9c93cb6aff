package org.domainstats.storekit;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Names and instants for the contracts. */
final class TestSites {

    static final DomainName A = new DomainName("a.example");
    static final DomainName B = new DomainName("b.example");
    static final DomainName C = new DomainName("c.example");

    static final Instant EARLY = Instant.parse("2024-02-29T23:59:59.999Z");
    static final Instant LATER = Instant.parse("2026-11-24T10:00:00.001Z");

    private TestSites() {}

    static List<DomainName> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DomainName("site-" + i + ".example"))
                .toList();
    }
}
