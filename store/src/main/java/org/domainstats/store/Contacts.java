package org.domainstats.store;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The first contacts: a map from site to the instant it was first asked about, and a log of them in
 * order of arrival. Every method may block on the disk.
 */
public interface Contacts {

    /**
     * Tests and sets: of all calls ever made for one site, exactly one returns {@code first}, and
     * what it wrote survives a crash from the moment it returns. A new contact has been asked about
     * once.
     *
     * @throws StoreException if the outcome could not be made durable; then nothing was announced
     */
    default Contact recordIfAbsent(DomainName site, Instant at) {
        return recordAllIfAbsent(List.of(site), at).getFirst();
    }

    /**
     * {@link #recordIfAbsent} for many sites in one go, answers in the same order. A site that
     * comes twice is first once.
     */
    default List<Contact> recordAllIfAbsent(List<DomainName> sites, Instant at) {
        return beginRecording(sites, at, List.of()).get().decided();
    }

    /**
     * Begins {@link #recordAllIfAbsent}, and reads what is stored of the registrations of domains
     * where both together cost less than one after the other. Of two that were begun one after the
     * other the first is decided first, so that a store may let the next begin while one is
     * written.
     *
     * @return waits until the contacts are durable; to be called, as nobody else learns which of
     *     them are first. Throws a {@link StoreException} if none of them could be decided, never
     *     because registrations cannot be read
     */
    Supplier<RecordedContacts> beginRecording(
            List<DomainName> sites, Instant at, Collection<DomainName> domains);

    /**
     * Takes contacts over that were made elsewhere, without announcing any: of two first instants
     * the earlier stands, of two last ones the later, and the larger number of times. Sites that
     * are new here are logged in the order given. Done twice, the second time changes nothing.
     *
     * @return how many of the sites had no contact before
     */
    long merge(List<PastContact> contacts);

    /**
     * Takes back that first contacts were announced, because nobody received it: the next {@link
     * #recordIfAbsent} of each site is {@code first} once more, with the instant it had. Sites
     * without a contact are passed over. Durable when it returns.
     */
    void withdrawAnnouncements(Collection<DomainName> sites);

    /**
     * Notes that first contacts are being announced: the answers go to their clients now. What a
     * store does not learn this way before its process is killed it may leave to the next {@link
     * #recordIfAbsent}. Never blocks.
     */
    default void announced(Collection<DomainName> sites) {}

    /** The first contact of a site, without making one. */
    Optional<Instant> find(DomainName site);

    /** The contacts of those of many sites that have one, read in one go. */
    Map<DomainName, LoggedContact> findAll(List<DomainName> sites);

    /**
     * Adds to how often sites were asked about, and moves their last time forward. Sites without a
     * contact are passed over.
     */
    void addAsked(Collection<Asked> asked);

    /** Contacts that arrived after a cursor (0 for the beginning), oldest first. */
    List<LoggedContact> after(long cursor, int limit);

    long count();

    /**
     * Forgets every first contact, so that each site is first once more. Cursors never go back.
     * Returns how many.
     */
    long reset();

    /**
     * How often this store was reset or a contact forgotten, by any process. What was cached of
     * contacts under another count is stale.
     */
    long resets();

    /**
     * Contacts, in the order of the sites, and what was read with them.
     *
     * @param contacts null for each that is not decided
     * @param registrations those of the domains at least; null if they are still to be read
     * @param fault why some are not decided; null if all are
     */
    record RecordedContacts(
            List<@Nullable Contact> contacts,
            @Nullable Map<DomainName, StoredRegistration> registrations,
            @Nullable StoreException fault) {

        /** Of no sites. */
        public static final RecordedContacts NONE = new RecordedContacts(List.of(), null, null);

        /**
         * The contacts.
         *
         * @throws StoreException if some are not decided
         */
        List<Contact> decided() {
            if (fault != null) {
                throw fault;
            }
            return contacts.stream().map(Objects::requireNonNull).toList();
        }
    }

    /** How often a site was asked about since the last note, and when last. */
    record Asked(DomainName site, Instant last, long times) {}

    /** A contact that was made elsewhere. */
    record PastContact(DomainName site, Instant firstAsked, Instant lastAsked, long times) {

        public PastContact {
            if (lastAsked.isBefore(firstAsked) || times < 1) {
                throw new IllegalArgumentException("not a contact of " + site);
            }
        }

        /** What is known of a site from two sources. */
        public PastContact merge(PastContact other) {
            return new PastContact(
                    site,
                    firstAsked.isBefore(other.firstAsked) ? firstAsked : other.firstAsked,
                    lastAsked.isAfter(other.lastAsked) ? lastAsked : other.lastAsked,
                    Math.max(times, other.times));
        }
    }

    /**
     * A contact as it stands in the log. {@code cursor} grows with each arrival and is never used
     * again.
     */
    record LoggedContact(
            long cursor, DomainName site, Instant firstAsked, Instant lastAsked, long times) {}
}
