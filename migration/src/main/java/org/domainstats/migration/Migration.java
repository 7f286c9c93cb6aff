package org.domainstats.migration;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Takes the contacts and registrations of a predecessor over. A first contact keeps its instant,
 * and the earlier one of two stands; no site is announced for it. Done twice, the second time
 * changes nothing.
 */
public final class Migration {

    /** So many rows are in memory, and in one transaction. */
    private static final int BATCH = 2_000;

    /**
     * A date that was taken over is asked for again some day in the next month: not at once, as a
     * registry would get every domain of the file in one flood.
     */
    private static final Duration RECHECK_WITHIN = Duration.ofDays(30);

    private final Hostnames hostnames;
    private final MigrationTarget target;
    private final Instant now;

    private Migration(Hostnames hostnames, MigrationTarget target, Clock clock) {
        this.hostnames = hostnames;
        this.target = target;
        this.now = clock.instant();
    }

    /** A migration into the stores of a data folder. */
    public static Migration into(
            Contacts contacts, Registrations registrations, Hostnames hostnames, Clock clock) {
        return new Migration(hostnames, new MigrationTarget.Stores(contacts, registrations), clock);
    }

    /** A migration that only counts what it would change. */
    public static Migration dryRun(
            Contacts contacts, Registrations registrations, Hostnames hostnames, Clock clock) {
        return new Migration(hostnames, new MigrationTarget.DryRun(contacts, registrations), clock);
    }

    /**
     * Takes one file over.
     *
     * @param progress receives how many rows were read so far
     * @throws IOException if the file cannot be read to its end; what came before is taken over,
     *     and taking it over again does no harm
     */
    public MigrationReport run(PredecessorFile file, LongConsumer progress) throws IOException {
        Batch batch = new Batch(progress);
        try {
            file.read(batch);
        } finally {
            batch.flush();
        }
        return batch.report;
    }

    private final class Batch implements RecordConsumer {

        private final MigrationReport report = new MigrationReport();
        private final LongConsumer progress;
        private final Map<DomainName, PastContact> contacts = new LinkedHashMap<>();
        private final Map<DomainName, StoredRegistration> registrations = new LinkedHashMap<>();

        private Batch(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void accept(PredecessorRecord row) {
            count();
            if (row.name().startsWith(".") || row.name().isBlank()) {
                report.countUnreadable(row.row(), "no domain: \"" + row.name() + "\"");
                return;
            }
            Name name = hostnames.reduce(row.name().strip());
            switch (name) {
                case PublicName known -> add(row, known);
                case NotPublic none ->
                        report.countUnreadable(row.row(), notPublic(none, row.name()));
            }
            if (contacts.size() >= BATCH || registrations.size() >= BATCH) {
                flush();
            }
        }

        @Override
        public void unreadable(String row, String reason) {
            count();
            report.countUnreadable(row, reason);
        }

        @Override
        public void wrongValue(String row, String reason) {
            report.countWrongValue(row, reason);
        }

        private void count() {
            report.countRow();
            progress.accept(report.rows());
        }

        private void add(PredecessorRecord row, PublicName name) {
            Instant first = row.firstContact();
            if (first != null && first.isAfter(now)) {
                report.countUnreadable(row.row(), "its first contact lies in the future: " + first);
            } else if (first != null) {
                Instant last = Objects.requireNonNullElse(row.lastContact(), first);
                contacts.merge(
                        name.site(),
                        new PastContact(name.site(), first, last, Math.max(1, row.times())),
                        PastContact::merge);
            }
            Instant registered = row.registered();
            if (registered != null && !registered.isAfter(now)) {
                registrations.put(name.domain(), registration(name.domain(), registered));
            }
        }

        private void flush() {
            report.countContacts(
                    contacts.size(), target.mergeContacts(List.copyOf(contacts.values())));
            report.countRegistrations(registrations.size(), target.addRegistrations(registrations));
            contacts.clear();
            registrations.clear();
        }
    }

    private static String notPublic(NotPublic name, String written) {
        String reason = name.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "no public domain (" + reason + "): " + written;
    }

    private StoredRegistration registration(DomainName domain, Instant registered) {
        long spread = Math.floorMod(domain.hashCode(), RECHECK_WITHIN.toSeconds());
        return new StoredRegistration(
                new Registered(registered, null, Precision.SECOND, null, Source.MIGRATED),
                now,
                now.plusSeconds(Math.max(spread, Duration.ofHours(1).toSeconds())));
    }
}
