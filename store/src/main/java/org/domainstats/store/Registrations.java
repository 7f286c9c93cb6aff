package org.domainstats.store;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The last outcome of each domain's registration look-up. Every method may block on the disk. */
public interface Registrations {

    Optional<StoredRegistration> find(DomainName domain);

    /** What is stored of many domains, read in one go. */
    Map<DomainName, StoredRegistration> findAll(List<DomainName> domains);

    /**
     * Reads, changes and writes the registration of a domain in one transaction: of two updates at
     * one moment, the later one starts from what the earlier one wrote.
     *
     * @param change from what is stored, null if nothing, to what is to be stored; null leaves it
     *     as it is. Fast, without side effects, and may be called again
     * @return what is stored then; empty if nothing
     */
    Optional<StoredRegistration> update(
            DomainName domain,
            Function<@Nullable StoredRegistration, @Nullable StoredRegistration> change);

    /** Stores a registration whatever was stored before. */
    default void put(DomainName domain, StoredRegistration registration) {
        var _ = update(domain, _ -> registration);
    }
}
