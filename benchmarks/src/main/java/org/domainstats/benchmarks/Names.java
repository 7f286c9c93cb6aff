package org.domainstats.benchmarks;

import org.domainstats.model.DomainName;

/** Domain names in no order, as they come: each number has its own. */
final class Names {

    private Names() {}

    static DomainName of(long number) {
        // Multiplying by an odd number never maps two numbers to one.
        long scattered = number * 0x9E3779B97F4A7C15L;
        return new DomainName(Long.toUnsignedString(scattered, 36) + ".example");
    }
}
