package org.domainstats.storekit;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A triage table of contacts of every kind, one an hour. */
final class TestTriage {

    private static final List<AgeBin> AGES = List.of(AgeBin.values());

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Duration HOUR = Duration.ofHours(1);

    /** The domain of every fifth site. */
    static final DomainName HOST = new DomainName("host.example");

    private TestTriage() {}

    static DomainName site(int number) {
        return TestSites.numbered(number + 1).get(number);
    }

    static TriageFacts young() {
        return facts(AgeBin.DAYS_1_TO_7, START.minus(Duration.ofDays(3)), 0);
    }

    /** Contacts 1 to {@code count}, which are in the store as well. */
    static Triage filled(Store store, int count) {
        for (int i = 1; i <= count; i++) {
            store.contacts().recordIfAbsent(site(i), START.plus(HOUR.multipliedBy(i - 1L)));
        }
        List<TriageEntry> entries = new ArrayList<>();
        for (LoggedContact contact : store.contacts().after(0, count)) {
            int number = (int) contact.cursor();
            DomainName domain = number % 5 == 0 ? HOST : contact.site();
            entries.add(new TriageEntry(contact, domain, facts(number), Mark.OPEN));
        }
        Triage triage = store.triage();
        if (!triage.append(0, entries, count)) {
            throw new IllegalStateException("the triage table was not empty");
        }
        return triage;
    }

    private static TriageFacts facts(int number) {
        AgeBin age = AGES.get(number % AGES.size());
        Instant registered =
                age == AgeBin.UNKNOWN ? null : START.minus(Duration.ofDays(40L * age.number()));
        return facts(age, registered, number);
    }

    private static TriageFacts facts(
            AgeBin age, @org.jspecify.annotations.Nullable Instant registered, int number) {
        return new TriageFacts(
                age,
                age.compareTo(AgeBin.DAYS_8_TO_30) <= 0,
                registered,
                registered == null ? "pending" : "rdap",
                number % 4 == 1 ? Integer.valueOf(number) : null,
                number % 3 == 0 ? START : null,
                number % 2 == 1,
                number % 6 == 0 ? Integer.valueOf(number) : null,
                registered != null);
    }
}
