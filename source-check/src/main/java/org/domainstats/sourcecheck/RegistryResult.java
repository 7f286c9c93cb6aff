package org.domainstats.sourcecheck;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the domains of one registry came out.
 *
 * @param tld the registry's zone, such as {@code com}
 * @param notCompared domains of which fewer than two sources said anything to compare
 */
public record RegistryResult(String tld, int agreed, int disagreed, int notCompared) {

    /** One result for each registry, in order of its zone. */
    public static List<RegistryResult> of(List<CheckedDomain> checked) {
        Map<String, RegistryResult> results = new TreeMap<>();
        for (CheckedDomain each : checked) {
            results.merge(each.sampled().domain().tld(), one(each), RegistryResult::plus);
        }
        return List.copyOf(results.values());
    }

    private static RegistryResult one(CheckedDomain checked) {
        String tld = checked.sampled().domain().tld();
        return switch (checked.result()) {
            case AGREED -> new RegistryResult(tld, 1, 0, 0);
            case DISAGREED -> new RegistryResult(tld, 0, 1, 0);
            case NOT_COMPARED -> new RegistryResult(tld, 0, 0, 1);
        };
    }

    private RegistryResult plus(RegistryResult other) {
        return new RegistryResult(
                tld,
                agreed + other.agreed,
                disagreed + other.disagreed,
                notCompared + other.notCompared);
    }
}
