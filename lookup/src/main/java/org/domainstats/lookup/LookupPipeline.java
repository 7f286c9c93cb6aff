package org.domainstats.lookup;

import org.domainstats.lookup.ContactRecorder.RecordedContact;
import org.domainstats.lookup.ContactRecorder.RecordedQuestions;
import org.domainstats.lookup.OutsideLookup.Started;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Name;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.SingleFlight.Call;
import org.domainstats.store.ListedRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way of a question about a public name to its answer, in two halves: what is stored, whose
 * contact it is, and which sources must be asked; then, when the sources have replied or the
 * timeout is over, the answer. From the moment a contact is durable nothing in here throws.
 */
final class LookupPipeline {

    private final FactReader facts;
    private final ContactRecorder contacts;
    private final OutsideLookup outsideLookup;
    private final InsightSource insights;
    private final BestEffort bestEffort;

    LookupPipeline(
            FactReader facts,
            ContactRecorder contacts,
            OutsideLookup outsideLookup,
            InsightSource insights,
            BestEffort bestEffort) {
        this.facts = facts;
        this.contacts = contacts;
        this.outsideLookup = outsideLookup;
        this.insights = insights;
        this.bestEffort = bestEffort;
    }

    /**
     * A question about a public name.
     *
     * @param bulk whether it is one of many that its client asks at once
     */
    record PublicQuestion(Question question, PublicName name, boolean bulk) {

        /** One client's questions begun together: more are a batch, fewer may be chance. */
        private static final int BULK = 16;

        /**
         * Those of questions that are about public names.
         *
         * @param names of all of them
         */
        static List<PublicQuestion> of(List<Question> questions, List<Name> names) {
            Map<String, Long> byClient =
                    questions.size() <= BULK ? Map.of() : countByClient(questions, names);
            List<PublicQuestion> about = new ArrayList<>(names.size());
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i) instanceof PublicName name) {
                    Question question = questions.get(i);
                    boolean bulk = byClient.getOrDefault(question.client().limitKey(), 0L) > BULK;
                    about.add(new PublicQuestion(question, name, bulk));
                }
            }
            return about;
        }

        /** How many questions about public names each client has among these. */
        private static Map<String, Long> countByClient(List<Question> questions, List<Name> names) {
            Map<String, Long> counts = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i) instanceof PublicName) {
                    counts.merge(questions.get(i).client().limitKey(), 1L, Long::sum);
                }
            }
            return counts;
        }
    }

    /** A question on its way: its contact is decided, sources are perhaps being asked. */
    record Begun(
            PublicQuestion asked, StoredFacts stored, RecordedContact contact, Started started) {

        Optional<Call> call() {
            return started.call();
        }
    }

    /**
     * An answer, and until when it may be given again.
     *
     * @param validUntil null if it may not
     */
    record Finished(Answer answer, @Nullable Instant validUntil) {}

    /**
     * Begins with many questions, in their order; each step is one for all of them. Their contacts
     * are decided before those of questions that are begun later.
     *
     * @return waits until the contacts are durable, and has the sources asked
     */
    Supplier<List<Begun>> begin(List<PublicQuestion> questions) {
        if (questions.isEmpty()) {
            return List::of;
        }
        Supplier<RecordedQuestions> recording = contacts.begin(questions);
        return () -> begun(questions, recording.get());
    }

    private List<Begun> begun(List<PublicQuestion> questions, RecordedQuestions together) {
        List<RecordedContact> recorded = together.contacts();
        List<StoredFacts> stored =
                facts.readAll(
                        questions.stream().map(PublicQuestion::name).toList(),
                        together.registrations());
        List<Started> started =
                bestEffort.get(
                        "ask the sources",
                        () -> outsideLookup.start(questions, stored, recorded),
                        () -> questions.stream().map(_ -> Started.NOTHING).toList());
        List<Begun> begun = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            begun.add(new Begun(questions.get(i), stored.get(i), recorded.get(i), started.get(i)));
        }
        return begun;
    }

    /** The answers as far as they are known by now, in order. */
    List<Finished> finish(List<Begun> begun) {
        List<StoredFacts> stored = readAgain(begun);
        List<PublicQuestion> asked = begun.stream().map(Begun::asked).toList();
        List<SourceReplies> replies =
                bestEffort.get(
                        "read what the sources replied",
                        () -> outsideLookup.readAll(asked, stored),
                        () -> asked.stream().map(_ -> SourceReplies.UNKNOWN).toList());
        List<Finished> finished = new ArrayList<>(begun.size());
        for (int i = 0; i < begun.size(); i++) {
            finished.add(finish(begun.get(i), stored.get(i), replies.get(i)));
        }
        return finished;
    }

    private List<StoredFacts> readAgain(List<Begun> begun) {
        List<Begun> called = begun.stream().filter(each -> each.call().isPresent()).toList();
        if (called.isEmpty()) {
            return begun.stream().map(Begun::stored).toList();
        }
        var again =
                facts.readAgain(
                                called.stream().map(each -> each.asked.name).toList(),
                                called.stream().map(each -> each.stored.known()).toList())
                        .iterator();
        return begun.stream()
                .map(each -> each.call().isPresent() ? again.next() : each.stored)
                .toList();
    }

    private Finished finish(Begun begun, StoredFacts stored, SourceReplies replies) {
        PublicName name = begun.asked.name;
        Insights letters =
                bestEffort
                        .get("score a name", () -> insights.of(name), () -> Insights.NONE)
                        .withHint(stored.hint());
        Sighting byWeb =
                stored.known().domainEstablished()
                        ? Sighting.ESTABLISHED
                        : ListedRegistration.byWeb(replies.registration(), stored.hint());
        boolean popular = stored.known().rank() != KnownDomain.UNRANKED && !name.isHosted();
        Status status = status(begun, replies);
        DomainFacts domainFacts =
                new DomainFacts(
                        replies.registration(),
                        stored.known().rank(),
                        status,
                        (popular ? letters.ofPopular() : letters).with(replies.labels()));
        Seen seen = new Seen(byWeb, replies.byUs(), begun.contact.sighting());
        Answer answer = new Answer(begun.asked.question.hostname(), name, seen, domainFacts);
        boolean repeatable = begun.contact.repeatable() && !begun.started.limited();
        return new Finished(answer, repeatable ? replies.validUntil() : null);
    }

    private static Status status(Begun begun, SourceReplies replies) {
        @Nullable Status undecided = begun.contact.undecided();
        if (undecided != null) {
            return undecided;
        }
        return begun.started.limited() && replies.status() == Status.PENDING
                ? Status.LIMITED
                : replies.status();
    }
}
