package org.domainstats.benchmarks;

import org.domainstats.model.DomainName;

/**
 * Domain names in no order, as they come: each number has its own. {@code names.lua} makes the same
 * ones, which is why no product here may exceed 2^53: numbers stay below 200 million.
 */
public final class RandomNames {

    private static final long FACTOR = 40_503_017;
    private static final long PRIME = 67_108_859;

    private RandomNames() {}

    public static DomainName of(long number) {
        return new DomainName(text(number));
    }

    public static String text(long number) {
        return Long.toHexString(number * FACTOR % PRIME) + "-" + number + ".com";
    }
}
