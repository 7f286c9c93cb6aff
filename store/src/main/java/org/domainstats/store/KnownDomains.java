package org.domainstats.store;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The local database of known domains. Look-ups go on while it changes, and see the old state whole
 * until the new one is whole. Every method may block on the disk.
 */
public interface KnownDomains extends AutoCloseable {

    Optional<KnownDomain> find(DomainName domain);

    /** Those of many domains that are known, looked up in one go. */
    Map<DomainName, KnownDomain> findAll(List<DomainName> domains);

    FeedVersion version();

    /**
     * Grows with every change that was applied; what was derived from an older generation is stale.
     */
    long generation();

    long count();

    /**
     * Applies changes, in their order, and sets the version, all at once for every reader. If the
     * iterator throws, nothing has changed. One update goes on at a time.
     *
     * @return how many changes were applied
     * @throws StoreException if it could not be made durable, or another update is going on; then
     *     nothing has changed
     */
    long apply(Scope scope, FeedVersion version, Iterator<Change> changes);

    /**
     * Whether it can be read and updated just now, as far as is known without reading it whole; the
     * fault if not. Blocks on the disk.
     */
    Optional<StoreException> check();

    /** Every known domain, in order of name. */
    void forEach(Consumer<Change.Put> consumer);

    @Override
    void close();

    /** What a set of changes stands for. */
    enum Scope {
        /** Changes to what is there. */
        DELTA,
        /** The whole list: what it does not name is forgotten. */
        SNAPSHOT,
        /**
         * The whole list of ranks: a domain that it does not name has no rank any more, and one of
         * which nothing else is known is forgotten. Lists of hostnames name a domain many times;
         * its best rank counts.
         */
        RANKS
    }

    /** One change to the known domains. */
    sealed interface Change {

        DomainName domain();

        /** The domain is as said here in every respect, whatever was known of it. */
        record Put(DomainName domain, KnownDomain known) implements Change {}

        /**
         * Only the rank is said; what else is known stays as it was. A rank alone never makes a
         * domain established.
         */
        record Rank(DomainName domain, int rank) implements Change {}

        /** Not known any more. */
        record Remove(DomainName domain) implements Change {}
    }
}
