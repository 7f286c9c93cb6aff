package org.domainstats.app.browser;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Source;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.domainstats.storesqlite.SqliteStore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A data folder with contacts of every kind, some of them with hostile texts. */
final class DashboardData {

    /** A text that does harm where it is taken for markup. */
    static final String HOSTILE = "<img src=x onerror=document.title='owned'><script>1</script>";

    static final DomainName BAD_SITE = new DomainName("examp1e-bank.com");

    private static final String[] WORDS = {
        "secure", "login", "cloud", "mail", "update", "cdn", "news", "shop", "pay", "docs",
        "portal", "data", "sync", "media", "app", "track", "support", "account", "verify", "invoice"
    };
    private static final String[] SUFFIXES = {
        "com", "net", "org", "xyz", "top", "de", "co.uk", "info", "shop", "io"
    };

    private final Random random = new Random(7);
    private final Instant now;

    private DashboardData(Instant now) {
        this.now = now;
    }

    static void fill(Path folder, int contacts, Instant now) {
        DashboardData data = new DashboardData(now);
        try (Store store = SqliteStore.open(folder.resolve("contacts.db"));
                SqliteKnownDomains known = SqliteKnownDomains.open(folder.resolve("known.db"))) {
            data.fill(store, known, contacts);
        }
    }

    private void fill(Store store, SqliteKnownDomains known, int count) {
        List<PastContact> contacts = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DomainName site = name(i);
            Instant first = now.minus(Duration.ofMinutes((long) (43_200.0 * (count - i) / count)));
            Instant last = first.plus(Duration.ofSeconds(random.nextLong(1, 60)));
            contacts.add(new PastContact(site, first, last, 1 + random.nextInt(200)));
            int kind = random.nextInt(10);
            if (kind < 4) {
                Instant registered = kind == 0 ? first.minus(Duration.ofDays(800)) : null;
                changes.add(
                        new Change.Put(
                                site,
                                new KnownDomain(
                                        1_000 + random.nextInt(900_000), true, registered)));
            } else {
                store.registrations()
                        .put(
                                site,
                                new StoredRegistration(
                                        outcome(kind, first),
                                        first.plusSeconds(2),
                                        first.plus(Duration.ofDays(30))));
            }
            if (kind % 3 == 0) {
                store.communityContacts()
                        .put(
                                site,
                                new CommunityContact(
                                        kind == 6 ? first : first.minus(Duration.ofDays(200)),
                                        false,
                                        kind == 9 ? List.of("parked") : List.of()));
            }
        }
        contacts.add(bad(store));
        store.contacts().merge(contacts);
        known.apply(Scope.DELTA, new FeedVersion(1, 4), changes.iterator());
    }

    private PastContact bad(Store store) {
        Instant first = now.minusSeconds(30);
        store.registrations()
                .put(
                        BAD_SITE,
                        new StoredRegistration(
                                new Unreachable(HOSTILE, null), first, first.plusSeconds(600)));
        store.communityContacts()
                .put(BAD_SITE, new CommunityContact(first, false, List.of(HOSTILE)));
        store.notes().put(new Note(BAD_SITE, Mark.SEEN, HOSTILE, HOSTILE, first), null);
        store.labels().put(new AnalystLabel(BAD_SITE, "kit", HOSTILE, first));
        store.events()
                .allowances()
                .put(new Allowance(BAD_SITE, AllowedSignal.SLEEPER, HOSTILE, null, HOSTILE));
        return new PastContact(BAD_SITE, first, first, 1);
    }

    private RegistrationOutcome outcome(int kind, Instant first) {
        return switch (kind) {
            case 4 -> registered(first.minus(Duration.ofHours(random.nextLong(1, 24 * 40))));
            case 5 -> registered(first.minus(Duration.ofDays(random.nextLong(30, 400))));
            case 6 -> registered(first.minus(Duration.ofDays(random.nextLong(800, 6_000))));
            case 7 -> new Undisclosed(null, Source.WHOIS);
            case 8 -> new Unreachable("the server did not answer within 8 s", null);
            default -> registered(first.minus(Duration.ofDays(random.nextLong(300, 4_000))));
        };
    }

    private static RegistrationOutcome registered(Instant at) {
        return new Registered(
                at, null, Precision.SECOND, at.plus(Duration.ofDays(3_650)), Source.RDAP);
    }

    private DomainName name(int i) {
        return new DomainName(
                WORDS[random.nextInt(WORDS.length)]
                        + "-"
                        + WORDS[random.nextInt(WORDS.length)]
                        + Integer.toString(i, 36)
                        + "."
                        + SUFFIXES[random.nextInt(SUFFIXES.length)]);
    }
}
