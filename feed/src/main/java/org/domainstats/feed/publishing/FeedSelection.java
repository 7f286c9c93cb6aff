package org.domainstats.feed.publishing;

import org.domainstats.feed.publishing.SortedRanks.Ranked;
import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What is to be published, in order of name: domains that are old enough, and popular, known
 * already, or asked about by enough members; and the ranks of popular ones. It is the merge of the
 * known domains with the candidates, both sorted, so that no list is ever in memory.
 */
final class FeedSelection {

    /** Registrations are read in groups of this many. */
    private static final int BATCH = 1_000;

    private final Registrations registrations;
    private final Age age;
    private final Instant now;
    private final Iterator<Ranked> candidates;
    private final Row row;
    private final List<Entry> batch = new ArrayList<>(BATCH);
    private @Nullable Ranked candidate;

    private FeedSelection(
            Registrations registrations,
            Age age,
            Instant now,
            Iterator<Ranked> candidates,
            Row row) {
        this.registrations = registrations;
        this.age = age;
        this.now = now;
        this.candidates = candidates;
        this.row = row;
        advance();
    }

    /** Takes one published domain. */
    @FunctionalInterface
    interface Row {

        void write(DomainName domain, KnownDomain known) throws IOException;
    }

    /** Where a publication comes from beside the known domains. */
    record Basis(Registrations registrations, Age age, Instant now) {}

    /**
     * Selects.
     *
     * @param candidates domains in the rank list or asked about by enough members, in order of name
     */
    static void forEach(Basis basis, KnownDomains known, Iterator<Ranked> candidates, Row row)
            throws IOException {
        FeedSelection selection =
                new FeedSelection(basis.registrations(), basis.age(), basis.now(), candidates, row);
        try {
            known.forEach(selection::add);
            selection.end();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void advance() {
        candidate = candidates.hasNext() ? candidates.next() : null;
    }

    private void add(Change.Put known) {
        while (candidate != null && candidate.domain().compareTo(known.domain()) < 0) {
            add(new Entry(candidate.domain(), candidate.rank(), null));
            advance();
        }
        int rank = known.known().rank();
        if (candidate != null && candidate.domain().equals(known.domain())) {
            rank = candidate.rank() == KnownDomain.UNRANKED ? rank : candidate.rank();
            advance();
        }
        add(new Entry(known.domain(), rank, known.known()));
    }

    private void end() {
        while (candidate != null) {
            add(new Entry(candidate.domain(), candidate.rank(), null));
            advance();
        }
        writeBatch();
    }

    private void add(Entry entry) {
        batch.add(entry);
        if (batch.size() == BATCH) {
            writeBatch();
        }
    }

    private void writeBatch() {
        Map<DomainName, StoredRegistration> stored =
                registrations.findAll(batch.stream().map(Entry::domain).toList());
        try {
            for (Entry entry : batch) {
                StoredRegistration registration = stored.get(entry.domain());
                KnownDomain published =
                        select(entry, registration == null ? null : registration.outcome());
                if (published != null) {
                    row.write(entry.domain(), published);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        batch.clear();
    }

    private @Nullable KnownDomain select(Entry entry, @Nullable RegistrationOutcome outcome) {
        KnownDomain established = established(entry, outcome);
        if (established != null || entry.rank() == KnownDomain.UNRANKED) {
            return established;
        }
        return new KnownDomain(entry.rank(), false, null);
    }

    /** The domain as an established one, or null if it is not: dropped, or registered anew. */
    private @Nullable KnownDomain established(Entry entry, @Nullable RegistrationOutcome outcome) {
        if (outcome instanceof Registered registered) {
            return age.of(registered, now) == Age.Category.ESTABLISHED
                    ? new KnownDomain(entry.rank(), true, registered.effective())
                    : null;
        }
        KnownDomain known = entry.known();
        if (known == null || !known.established() || outcome instanceof Unregistered) {
            return null;
        }
        return new KnownDomain(entry.rank(), true, known.registered());
    }

    private record Entry(DomainName domain, int rank, @Nullable KnownDomain known) {}
}
