package org.domainstats.communityserver;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Locale;

/**
 * The names that must not be queried: those within any of some suffixes.
 *
 * @param suffixes top-level domains or whole domains, lower case, without dots at either end
 */
record ProhibitedNames(List<String> suffixes) {

    /** Suffixes as people write them. */
    static ProhibitedNames of(List<String> written) {
        return new ProhibitedNames(
                written.stream()
                        .map(each -> each.strip().toLowerCase(Locale.ROOT))
                        .map(each -> each.startsWith(".") ? each.substring(1) : each)
                        .map(
                                each ->
                                        each.endsWith(".")
                                                ? each.substring(0, each.length() - 1)
                                                : each)
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    boolean contains(DomainName host) {
        for (String suffix : suffixes) {
            if (host.isWithin(suffix)) {
                return true;
            }
        }
        return false;
    }
}
