package org.domainstats.model;

import java.util.List;
import java.util.Optional;

/**
 * A list of suffixes, top-level domains or whole domains, each of which stands for itself and all
 * names below it.
 */
public record DomainSuffixes(List<DomainName> suffixes) {

    public static final DomainSuffixes NONE = new DomainSuffixes(List.of());

    public DomainSuffixes {
        suffixes = List.copyOf(suffixes);
    }

    /**
     * Suffixes as people write them: in any case, in Unicode or A-labels, with or without a dot at
     * either end or {@code *.} in front. What is no name is left out.
     */
    public static DomainSuffixes of(List<String> written) {
        return new DomainSuffixes(
                written.stream().map(DomainSuffixes::parse).flatMap(Optional::stream).toList());
    }

    private static Optional<DomainName> parse(String written) {
        String name = written.strip();
        if (name.startsWith("*")) {
            name = name.substring(1);
        }
        return DomainName.of(name.startsWith(".") ? name.substring(1) : name);
    }

    /** The first suffix that a name is within. */
    public Optional<DomainName> find(DomainName name) {
        for (DomainName suffix : suffixes) {
            if (name.isWithin(suffix.ascii())) {
                return Optional.of(suffix);
            }
        }
        return Optional.empty();
    }

    public boolean contain(DomainName name) {
        return find(name).isPresent();
    }
}
