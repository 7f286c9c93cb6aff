package org.domainstats.dashboard;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Name;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.ListedRegistration;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is stored of contacts, read for many in one go. Asks nobody. */
public final class ContactFacts {

    /** What was not learned of a contact by then is hardly learned any more. */
    private static final Duration LONGEST_UNSETTLED = Duration.ofDays(30);

    private final Store store;
    private final KnownDomains knownDomains;
    private final Hostnames hostnames;
    private final ContactRules rules;
    private final InstantSource clock;

    public ContactFacts(
            Store store,
            KnownDomains knownDomains,
            Hostnames hostnames,
            ContactRules rules,
            InstantSource clock) {
        this.store = store;
        this.knownDomains = knownDomains;
        this.hostnames = hostnames;
        this.rules = rules;
        this.clock = clock;
    }

    /** The entries of contacts, in their order. */
    List<TriageEntry> of(List<LoggedContact> contacts) {
        List<DomainName> sites = contacts.stream().map(LoggedContact::site).toList();
        List<DomainName> domains = sites.stream().map(this::domain).toList();
        List<DomainName> each = domains.stream().distinct().toList();
        Map<DomainName, KnownDomain> known =
                knownDomains.findAll(
                        Stream.concat(each.stream(), sites.stream()).distinct().toList());
        Map<DomainName, StoredRegistration> registrations = store.registrations().findAll(each);
        Map<DomainName, Hint> hints = hints(each);
        Map<DomainName, CommunityContact> community = store.communityContacts().findAll(sites);
        Map<DomainName, Note> notes = store.notes().findAll(sites);
        List<TriageEntry> entries = new ArrayList<>(contacts.size());
        for (int i = 0; i < contacts.size(); i++) {
            DomainName domain = domains.get(i);
            LoggedContact contact = contacts.get(i);
            @Nullable Note note = notes.get(contact.site());
            Stored stored =
                    new Stored(
                            known.get(domain),
                            known.get(contact.site()),
                            registrations.get(domain),
                            hints.get(domain),
                            community.get(contact.site()));
            entries.add(
                    new TriageEntry(
                            contact,
                            domain,
                            facts(contact, stored),
                            note == null ? Mark.OPEN : note.mark()));
        }
        return entries;
    }

    /** What lists of new domains say of domains. Blocks. */
    Map<DomainName, Hint> hints(List<DomainName> domains) {
        Map<DomainName, Hint> hints = new HashMap<>(store.hints().findAll(domains));
        hints.values().removeIf(each -> !Hint.isValid(each.day(), clock.instant()));
        return hints;
    }

    /** What a text is: a name that has contacts, or why not. */
    Name reduce(String text) {
        return hostnames.reduce(text);
    }

    /** The registrable domain of a site. */
    DomainName domain(DomainName site) {
        return hostnames.reduce(site.ascii()) instanceof PublicName name ? name.domain() : site;
    }

    /**
     * What is stored. The registration is the domain's, popularity the site's: that github.io is
     * popular says nothing of a site that anybody can make below it.
     */
    private record Stored(
            @Nullable KnownDomain known,
            @Nullable KnownDomain site,
            @Nullable StoredRegistration registration,
            @Nullable Hint hint,
            @Nullable CommunityContact community) {

        @Nullable RegistrationOutcome outcome() {
            @Nullable RegistrationOutcome listed = ListedRegistration.of(hint, registration);
            return listed != null || registration == null ? listed : registration.outcome();
        }
    }

    /** What is known of a registration. */
    private record Registration(@Nullable Instant at, String status, boolean old, boolean settled) {

        static Registration of(Instant at, String status) {
            return new Registration(at, status, false, true);
        }

        static Registration unknown(String status, boolean settled) {
            return new Registration(null, status, false, settled);
        }
    }

    private TriageFacts facts(LoggedContact contact, Stored stored) {
        Registration registration = registration(stored);
        Instant first = contact.firstAsked();
        @Nullable Instant registered = registration.at();
        boolean young = registered != null && rules.age().isYoung(registered, first);
        @Nullable Integer rank = rank(stored.site());
        ContactScore score =
                ContactScore.of(
                        insights(contact.site(), rank != null, stored.hint()), young, rank != null);
        @Nullable CommunityContact us = stored.community();
        return new TriageFacts(
                age(registration, first),
                young,
                registered,
                registration.status(),
                rank,
                us == null ? null : us.firstAsked(),
                us != null && !us.firstAsked().isBefore(first),
                score.points() == 0 ? null : score.points(),
                registration.settled() || first.plus(LONGEST_UNSETTLED).isBefore(clock.instant()));
    }

    Duration youngWithin() {
        return rules.age().youngWithin();
    }

    /**
     * What is said of a site beside its dates, as in answers.
     *
     * @param hint what a list of new domains says of its domain, or null
     */
    Insights insights(DomainName site, boolean ranked, @Nullable Hint hint) {
        Insights letters =
                hostnames.reduce(site.ascii()) instanceof PublicName name
                        ? rules.insights().apply(name)
                        : Insights.NONE;
        return (ranked ? letters.ofPopular() : letters).withHint(hint);
    }

    private static AgeBin age(Registration registration, Instant first) {
        if (registration.at() != null) {
            return AgeBin.of(Duration.between(registration.at(), first));
        }
        return registration.old() ? AgeBin.OVER_2_YEARS : AgeBin.UNKNOWN;
    }

    private static @Nullable Integer rank(@Nullable KnownDomain known) {
        return known == null || known.rank() == KnownDomain.UNRANKED ? null : known.rank();
    }

    private Registration registration(Stored stored) {
        @Nullable RegistrationOutcome outcome = stored.outcome();
        if (outcome instanceof Registered registered) {
            return Registration.of(registered.effective(), registered.source().word());
        }
        @Nullable KnownDomain known = stored.known();
        if (known != null && known.registered() != null) {
            return Registration.of(known.registered(), "feed");
        }
        if (known != null && known.established()) {
            return new Registration(null, "established", true, true);
        }
        return switch (outcome) {
            case null -> Registration.unknown(rules.asksOutside() ? "pending" : "no-source", false);
            case Registered registered ->
                    Registration.of(registered.effective(), registered.source().word());
            case Undisclosed _ -> Registration.unknown("undisclosed", true);
            case Unregistered _ -> Registration.unknown("unregistered", false);
            case NoSource _ -> Registration.unknown("no-source", true);
            case Unreachable _ -> Registration.unknown("unreachable", false);
        };
    }
}
