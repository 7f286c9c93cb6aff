package org.domainstats.lookup;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names that never leave the local network. They have contacts, but no outside source is asked
 * about them.
 */
public final class PrivateNames {

    public static final PrivateNames NONE = new PrivateNames(List.of(), List.of());

    private final Set<String> tlds;
    private final List<String> domains;

    /**
     * @param tlds top-level domains such as {@code corp}, with or without a leading dot
     * @param domains domains such as {@code example.com}, which include every name below them as
     *     well
     */
    public PrivateNames(List<String> tlds, List<String> domains) {
        this.tlds = tlds.stream().map(PrivateNames::bare).collect(Collectors.toUnmodifiableSet());
        this.domains = domains.stream().map(PrivateNames::bare).toList();
    }

    boolean contains(DomainName name) {
        if (tlds.contains(name.tld())) {
            return true;
        }
        for (String domain : domains) {
            if (name.isWithin(domain)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        return name.startsWith(".") ? name.substring(1) : name;
    }
}
