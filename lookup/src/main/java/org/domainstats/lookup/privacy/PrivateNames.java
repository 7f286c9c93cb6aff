package org.domainstats.lookup.privacy;

import org.domainstats.model.DomainName;
import org.domainstats.model.DomainSuffixes;

import java.util.List;
import java.util.stream.Stream;

/**
 * The names that never leave the local network. They have contacts, but no outside source is asked
 * about them.
 */
public final class PrivateNames {

    public static final PrivateNames NONE = new PrivateNames(List.of(), List.of());

    private final DomainSuffixes suffixes;

    /**
     * Creates the list from two settings, whose entries have one meaning: a name with all below it.
     *
     * @param tlds top-level domains such as {@code corp}, or whole domains as in the original's
     *     default, with or without a leading dot
     * @param domains domains such as {@code example.com}
     */
    public PrivateNames(List<String> tlds, List<String> domains) {
        this.suffixes = DomainSuffixes.of(Stream.concat(tlds.stream(), domains.stream()).toList());
    }

    /** Whether no outside source may be asked about a name. */
    public boolean contains(DomainName name) {
        return suffixes.contain(name);
    }
}
