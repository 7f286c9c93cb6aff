package org.domainstats.lookup;

import org.domainstats.lookup.OutsideLookup.Need;
import org.domainstats.lookup.RegistrationRequest.Urgency;
import org.domainstats.lookup.SingleFlight.Call;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a public name to its answer, in two halves: what is known here and who must be asked;
 * then, when the sources have replied or the timeout is over, the answer.
 */
final class LookupPipeline {

    private final KnownDomains knownDomains;
    private final Contacts contacts;
    private final OutsideLookup outsideLookup;
    private final InsightSource insights;
    private final InstantSource clock;

    LookupPipeline(
            KnownDomains knownDomains,
            Contacts contacts,
            OutsideLookup outsideLookup,
            InsightSource insights,
            InstantSource clock) {
        this.knownDomains = knownDomains;
        this.contacts = contacts;
        this.outsideLookup = outsideLookup;
        this.insights = insights;
        this.clock = clock;
    }

    /** A question about a public name. */
    record PublicQuestion(Question question, PublicName name) {

        RegistrationRequest registrationRequest() {
            return new RegistrationRequest(name.domain(), Urgency.FRESH, question.client());
        }
    }

    /** A question on its way: its contact decided, the outside perhaps being asked. */
    record Begun(
            PublicQuestion asked,
            KnownDomainFacts local,
            @Nullable StoredRegistration kept,
            Sighting byYou,
            Optional<Call> call) {}

    /** An answer, and until when it may be given again. */
    record Finished(Answer answer, Instant validUntil) {}

    /** Begins with many questions, in their order; each step is one for all of them. */
    List<Begun> begin(List<PublicQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        List<PublicName> names = questions.stream().map(PublicQuestion::name).toList();
        List<KnownDomainFacts> locals = KnownDomainFacts.findAll(knownDomains, names);
        Map<DomainName, StoredRegistration> kept = outsideLookup.kept(names);
        List<Sighting> byYou = contacts(questions);
        List<Need> needs = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            PublicQuestion each = questions.get(i);
            needs.add(outsideLookup.need(each, locals.get(i), kept.get(each.name.domain())));
        }
        List<Optional<Call>> calls = outsideLookup.start(needs);
        List<Begun> begun = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            PublicQuestion each = questions.get(i);
            @Nullable StoredRegistration registration = kept.get(each.name.domain());
            begun.add(new Begun(each, locals.get(i), registration, byYou.get(i), calls.get(i)));
        }
        return begun;
    }

    /** The answer as far as it is known by now. */
    Finished finish(Begun begun) {
        PublicName name = begun.asked.name;
        SourceReplies replies =
                begun.call.isPresent()
                        ? outsideLookup.readAnew(begun.asked, begun.local)
                        : outsideLookup.read(begun.asked, begun.local, begun.kept);
        Sighting byWeb = begun.local.domainEstablished() ? Sighting.ESTABLISHED : replies.byWeb();
        DomainFacts facts =
                new DomainFacts(
                        replies.registration(),
                        begun.local.rank(),
                        replies.status(),
                        insights.of(name).with(replies.labels()));
        Seen seen = new Seen(byWeb, replies.byUs(), begun.byYou);
        return new Finished(
                new Answer(begun.asked.question.hostname(), name, seen, facts),
                replies.validUntil());
    }

    private List<Sighting> contacts(List<PublicQuestion> questions) {
        List<DomainName> sites =
                questions.stream()
                        .filter(each -> !each.question.peek())
                        .map(each -> each.name.site())
                        .toList();
        Iterator<Contact> recorded =
                (sites.isEmpty()
                                ? List.<Contact>of()
                                : contacts.recordAllIfAbsent(sites, clock.instant()))
                        .iterator();
        return questions.stream()
                .map(
                        each ->
                                each.question.peek()
                                        ? peek(each.name.site())
                                        : sighting(recorded.next()))
                .toList();
    }

    private Sighting peek(DomainName site) {
        Optional<Instant> known = contacts.find(site);
        return known.isPresent() ? new Sighting.At(known.get()) : Sighting.UNAVAILABLE;
    }

    private static Sighting sighting(Contact contact) {
        return contact.first()
                ? new Sighting.FirstContact(contact.firstAsked())
                : new Sighting.At(contact.firstAsked());
    }
}
