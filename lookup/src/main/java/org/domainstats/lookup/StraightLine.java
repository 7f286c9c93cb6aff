package org.domainstats.lookup;

import org.domainstats.lookup.SingleFlight.Flight;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.Facts;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of a public name to its answer, in two halves: what is known here and who must be asked;
 * then, when the asking is done or patience is over, the answer.
 */
final class StraightLine {

    private final KnownDomains knownDomains;
    private final Contacts contacts;
    private final Inquiry inquiry;
    private final InsightSource insights;
    private final InstantSource clock;

    StraightLine(
            KnownDomains knownDomains,
            Contacts contacts,
            Inquiry inquiry,
            InsightSource insights,
            InstantSource clock) {
        this.knownDomains = knownDomains;
        this.contacts = contacts;
        this.inquiry = inquiry;
        this.insights = insights;
        this.clock = clock;
    }

    /** A name on its way: asked about, its contact decided, the outside perhaps being asked. */
    record Begun(PublicName name, Local local, Sighting byYou, Optional<Flight> flight) {}

    /** An answer, and until when it may be given again. */
    record Finished(Answer answer, Instant validUntil) {}

    Begun begin(PublicName name, boolean peek) {
        return begin(name, peek ? peek(name.site()) : touch(name.site()), peek);
    }

    /** The same for many names, with all their contacts decided in one go. */
    List<Begun> beginAll(List<PublicName> names, boolean peek) {
        List<Begun> begun = new ArrayList<>(names.size());
        if (peek) {
            names.forEach(name -> begun.add(begin(name, true)));
            return begun;
        }
        List<Contact> touched =
                contacts.touchAll(names.stream().map(PublicName::site).toList(), clock.instant());
        for (int i = 0; i < names.size(); i++) {
            begun.add(begin(names.get(i), sighting(touched.get(i)), false));
        }
        return begun;
    }

    private Begun begin(PublicName name, Sighting byYou, boolean peek) {
        Local local = Local.find(knownDomains, name);
        return new Begun(name, local, byYou, inquiry.start(name, local, peek));
    }

    /** The answer as far as it is known by now. */
    Finished finish(String asked, Begun begun) {
        PublicName name = begun.name;
        Findings findings = inquiry.read(name, begun.local);
        Sighting byWeb = begun.local.domainEstablished() ? Sighting.ESTABLISHED : findings.byWeb();
        Facts facts =
                new Facts(
                        findings.registration(),
                        begun.local.rank(),
                        findings.status(),
                        insights.of(name));
        Seen seen = new Seen(byWeb, findings.byUs(), begun.byYou);
        return new Finished(new Answer(asked, name, seen, facts), findings.validUntil());
    }

    /** Sees to it that a flight that was not waited for to its end is not forgotten. */
    void leave(Begun begun) {
        inquiry.leave(begun.name, begun.local);
    }

    private Sighting peek(DomainName site) {
        Optional<Instant> known = contacts.find(site);
        return known.isPresent() ? new Sighting.At(known.get()) : Sighting.UNAVAILABLE;
    }

    private Sighting touch(DomainName site) {
        return sighting(contacts.touch(site, clock.instant()));
    }

    private static Sighting sighting(Contact contact) {
        return contact.first()
                ? new Sighting.FirstContact(contact.firstAsked())
                : new Sighting.At(contact.firstAsked());
    }
}
