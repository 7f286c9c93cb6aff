package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.PartedRead;
import org.domainstats.storesql.Rows;
import org.domainstats.storesqlite.ContactLog.Recorded;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Contacts in the table {@code contacts}, numbered in order of arrival. */
final class SqliteContacts implements Contacts {

    private static final String ADD =
            "UPDATE contacts SET asked = asked + ?, last_asked = max(last_asked, ?) WHERE id = ?";
    private static final String AFTER =
            "SELECT id, site, first_asked, last_asked, asked FROM contacts WHERE id > ? ORDER BY id"
                    + " LIMIT ?";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ReaderPool manyReaders;
    private final ContactLog log;
    private final ContactReads reads;

    /** Recorded in a file that had been taken away, and announced to nobody. */
    private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

    /**
     * @param manyReaders for what looks for thousands of contacts
     */
    SqliteContacts(
            WriteQueue writer,
            ReaderPool readers,
            ReaderPool manyReaders,
            ContactLog log,
            ContactReads reads) {
        this.writer = writer;
        this.readers = readers;
        this.manyReaders = manyReaders;
        this.log = log;
        this.reads = reads;
    }

    @Override
    public Supplier<RecordedContacts> beginRecording(
            List<DomainName> sites, Instant at, Collection<DomainName> domains) {
        Supplier<List<Contact>> contacts = record(readBeforeWrite(sites), at);
        return () ->
                new RecordedContacts(
                        Collections.<@Nullable Contact>unmodifiableList(contacts.get()),
                        null,
                        null);
    }

    private List<ContactRead> readBeforeWrite(List<DomainName> sites) {
        settle();
        return sites.size() == 1
                ? List.of(reads.readBeforeWrite(sites.getFirst().ascii()))
                : reads.readBeforeWrite(sites.stream().map(DomainName::ascii).toList());
    }

    /** Most sites are known; only of others has the writer to decide. */
    private Supplier<List<Contact>> record(List<ContactRead> read, Instant at) {
        List<Contact> contacts = new ArrayList<>(read.size());
        for (ContactRead each : read) {
            switch (each) {
                case ContactRead.Known known -> contacts.add(contact(known.firstAsked(), false));
                case ContactRead.Withdrawn _, ContactRead.Absent _ -> {
                    return writer.begin(statements -> recordAll(statements, read, at))::await;
                }
            }
        }
        return () -> contacts;
    }

    private void settle() {
        if (!inDoubt.isEmpty()) {
            withdrawInDoubt();
        }
    }

    /**
     * With the file back, those in doubt are left to the next who asks. By one caller at a time: a
     * second one would withdraw what was announced after the first.
     */
    private synchronized void withdrawInDoubt() {
        List<String> sites = List.copyOf(inDoubt);
        withdrawAnnouncements(sites.stream().map(DomainName::new).toList());
        sites.forEach(inDoubt::remove);
    }

    private List<Contact> recordAll(
            PreparedStatements statements, List<ContactRead> read, Instant at) throws SQLException {
        List<Contact> contacts = new ArrayList<>(read.size());
        List<String> announced = new ArrayList<>();
        for (ContactRead each : read) {
            switch (each) {
                case ContactRead.Known known -> contacts.add(contact(known.firstAsked(), false));
                case ContactRead.Withdrawn withdrawn -> {
                    boolean first = Unannounced.claim(statements, withdrawn.site());
                    contacts.add(contact(withdrawn.firstAsked(), first));
                    addIf(first, withdrawn.site(), announced);
                }
                case ContactRead.Absent absent -> {
                    Contact recorded = contact(log.recordIfAbsent(statements, absent, millis(at)));
                    contacts.add(recorded);
                    addIf(recorded.first(), absent.site(), announced);
                }
            }
        }
        statements.whenAway(() -> inDoubt.addAll(announced));
        return contacts;
    }

    private static void addIf(boolean first, String site, List<String> announced) {
        if (first) {
            announced.add(site);
        }
    }

    /**
     * New sites get their row first, each with its own instant; then all rows are brought to what
     * is known of them. What is held in memory of these sites is given up, as it may be later than
     * what is in the file now.
     */
    @Override
    public long merge(List<PastContact> contacts) {
        long added = 0;
        for (int from = 0; from < contacts.size(); from += LARGEST_PART) {
            int end = Math.min(contacts.size(), from + LARGEST_PART);
            PastContacts part = new PastContacts(contacts.subList(from, end));
            List<ContactRead> read = reads.readBeforeWrite(List.copyOf(part.bySite().keySet()));
            added += writer.write(statements -> addNew(statements, part, read));
            Map<Long, String> numbers = reads.numbers(part.bySite().keySet());
            writer.write(statements -> part.merge(statements, numbers) + log.indexAll(statements));
        }
        return added;
    }

    private long addNew(PreparedStatements statements, PastContacts part, List<ContactRead> read)
            throws SQLException {
        long before = log.last(statements);
        for (ContactRead each : read) {
            if (each instanceof ContactRead.Absent absent) {
                Instant first =
                        Objects.requireNonNull(part.bySite().get(absent.site())).firstAsked();
                log.recordIfAbsent(statements, absent, millis(first));
            }
        }
        long last = log.last(statements);
        if (last > before) {
            PastRanges.add(statements, before + 1, last);
        }
        return last - before;
    }

    @Override
    public void withdrawAnnouncements(Collection<DomainName> sites) {
        List<String> names = sites.stream().map(DomainName::ascii).toList();
        List<ContactRead> read = reads.findAll(names);
        List<String> known = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            if (!(read.get(i) instanceof ContactRead.Absent)) {
                known.add(names.get(i));
            }
        }
        if (!known.isEmpty()) {
            writer.write(statements -> log.withdraw(statements, known));
        }
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    private static Contact contact(Recorded recorded) {
        return contact(recorded.contact().firstAsked(), recorded.first());
    }

    private static Contact contact(long firstAsked, boolean first) {
        return new Contact(Instant.ofEpochMilli(firstAsked), first);
    }

    @Override
    public Optional<Instant> find(DomainName site) {
        if (inDoubt.contains(site.ascii())) {
            return Optional.empty();
        }
        return switch (reads.find(site.ascii())) {
            case ContactRead.Known known -> Optional.of(Instant.ofEpochMilli(known.firstAsked()));
            case ContactRead.Withdrawn withdrawn ->
                    Optional.of(Instant.ofEpochMilli(withdrawn.firstAsked()));
            case ContactRead.Absent _ -> Optional.empty();
        };
    }

    @Override
    public Map<DomainName, LoggedContact> findAll(List<DomainName> sites) {
        List<String> names =
                sites.stream()
                        .map(DomainName::ascii)
                        .filter(each -> !inDoubt.contains(each))
                        .distinct()
                        .toList();
        ReaderPool pool = names.size() > PartedRead.PART ? manyReaders : readers;
        Set<Long> numbers = reads.numbers(Set.copyOf(names), pool).keySet();
        return NumberedContacts.find(pool, List.copyOf(numbers)).stream()
                .collect(Collectors.toMap(LoggedContact::site, Function.identity()));
    }

    /**
     * In order of arrival, so that many rows share the pages that are written, and in parts,
     * between which first contacts get their turn.
     */
    @Override
    public void addAsked(Collection<Asked> asked) {
        Map<String, Asked> bySite = HashMap.newHashMap(asked.size());
        asked.forEach(each -> bySite.put(each.site().ascii(), each));
        List<Map.Entry<Long, String>> inOrder =
                new ArrayList<>(reads.numbers(bySite.keySet()).entrySet());
        inOrder.sort(Map.Entry.comparingByKey());
        writer.writeParts(
                inOrder,
                LARGEST_PART,
                (statements, each) -> add(statements, each, bySite.get(each.getValue())));
    }

    private static void add(
            PreparedStatements statements, Map.Entry<Long, String> contact, @Nullable Asked asked)
            throws SQLException {
        if (asked != null) {
            PreparedStatement add = statements.prepare(ADD);
            add.setLong(1, asked.times());
            add.setLong(2, millis(asked.last()));
            add.setLong(3, contact.getKey());
            add.executeUpdate();
        }
    }

    @Override
    public List<LoggedContact> after(long cursor, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement after = statements.prepare(AFTER);
                    after.setLong(1, cursor);
                    after.setInt(2, limit);
                    return Rows.list(after, Rows::contact);
                });
    }

    @Override
    public long count() {
        return readers.read(ContactRemoval::count);
    }

    @Override
    public long reset() {
        return writer.write(log::reset);
    }

    @Override
    public long resets() {
        return readers.read(
                statements ->
                        ColumnValues.number(
                                statements.prepare("SELECT resets FROM contacts_state")));
    }

    /** Indexes what is not, so that the next process need not. */
    void finish() {
        writer.write(log::indexAll);
    }
}
