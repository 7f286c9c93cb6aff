package org.domainstats.lookup;

import org.domainstats.base.LimitedLog;
import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.DomainName;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoredRegistration;
import org.domainstats.usage.ClientQuota;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Decides which questions are first contacts. Where the store fails, or a client has made too many
 * new contacts, nothing is decided: the answer says so, and the next question is first. Sites that
 * are known have their dates for as long as the store can be read.
 */
final class ContactRecorder {

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(ContactRecorder.class));
    private final Contacts contacts;
    private final ClientQuota newContacts;
    private final BestEffort failures;
    private final InstantSource clock;

    ContactRecorder(
            Contacts contacts, ClientQuota newContacts, BestEffort failures, InstantSource clock) {
        this.contacts = contacts;
        this.failures = failures;
        this.newContacts = newContacts;
        this.clock = clock;
    }

    /**
     * Seen by you.
     *
     * @param undecided why it is not decided whether it is a first contact; null if it is
     * @param repeatable whether the store has decided it: what was only read may be a contact whose
     *     announcement reached nobody, and a cached answer would keep it from the next who asks
     */
    record RecordedContact(Sighting sighting, @Nullable Status undecided, boolean repeatable) {

        private static final RecordedContact STORE_FAULT = unknown(Status.STORE_UNAVAILABLE);
        private static final RecordedContact NONE = unknown(null);
        private static final RecordedContact LIMITED = unknown(Status.LIMITED);

        private static RecordedContact unknown(@Nullable Status why) {
            return new RecordedContact(Sighting.UNAVAILABLE, why, false);
        }

        boolean isFirst() {
            return sighting instanceof Sighting.FirstContact;
        }

        /** Whether the site was asked about before. */
        boolean isKnown() {
            return sighting instanceof Sighting.At;
        }

        /** What was only read. */
        private static RecordedContact read(LoggedContact contact) {
            return new RecordedContact(new Sighting.At(contact.firstAsked()), null, false);
        }

        private static RecordedContact of(@Nullable Contact contact) {
            if (contact == null) {
                return STORE_FAULT;
            }
            Instant at = contact.firstAsked();
            return new RecordedContact(
                    contact.first() ? new Sighting.FirstContact(at) : new Sighting.At(at),
                    null,
                    true);
        }
    }

    /**
     * What was recorded, in the order of the questions.
     *
     * @param registrations what is stored of their domains; null if that is still to be read
     */
    record RecordedQuestions(
            List<RecordedContact> contacts,
            @Nullable Map<DomainName, StoredRegistration> registrations) {}

    /**
     * Begins to record the contacts of many questions; those that only look record none. What is
     * begun first is decided first.
     *
     * @return waits until the contacts are durable
     */
    Supplier<RecordedQuestions> begin(List<PublicQuestion> questions) {
        List<Boolean> recording = questions.stream().map(this::records).toList();
        List<PublicQuestion> chosen = chosen(questions, recording, true);
        try {
            Supplier<RecordedContacts> begun = beginRecording(chosen, domains(questions));
            return () -> recorded(questions, recording, chosen, begun);
        } catch (StoreException fault) {
            return () -> unrecorded(questions, fault);
        }
    }

    private RecordedQuestions recorded(
            List<PublicQuestion> questions,
            List<Boolean> recording,
            List<PublicQuestion> chosen,
            Supplier<RecordedContacts> begun) {
        RecordedContacts recorded;
        try {
            recorded = begun.get();
        } catch (StoreException fault) {
            return unrecorded(questions, fault);
        }
        @Nullable StoreException fault = recorded.fault();
        if (fault != null) {
            failed(fault);
        }
        charge(chosen, recorded.contacts());
        Iterator<@Nullable Contact> contacts = recorded.contacts().iterator();
        Iterator<RecordedContact> found =
                findAll(chosen(questions, recording, false), RecordedContact.LIMITED).iterator();
        return new RecordedQuestions(
                recording.stream()
                        .map(each -> each ? RecordedContact.of(contacts.next()) : found.next())
                        .toList(),
                recorded.registrations());
    }

    private void failed(StoreException fault) {
        failures.storeFailed(StoreOperation.RECORD_CONTACTS);
        log.error("contacts", fault, "contacts cannot be recorded; none is announced");
    }

    private RecordedQuestions unrecorded(List<PublicQuestion> questions, StoreException fault) {
        failed(fault);
        return new RecordedQuestions(findAll(questions, RecordedContact.STORE_FAULT), null);
    }

    private static List<DomainName> domains(List<PublicQuestion> questions) {
        return questions.stream().map(each -> each.name().domain()).distinct().toList();
    }

    /**
     * What is known already of questions that record nothing, or cannot: a full disk can be read
     * from. In one read, as time may be short by now. A fault of it hides no contact that was
     * recorded together with them.
     *
     * @param undecided of those that ask for more than a look at what is not known
     */
    private List<RecordedContact> findAll(
            List<PublicQuestion> questions, RecordedContact undecided) {
        try {
            return find(questions, undecided);
        } catch (StoreException unreadable) {
            failures.storeFailed(StoreOperation.READ_CONTACTS);
            log.error("read", unreadable, "contacts cannot be read");
            return questions.stream().map(_ -> RecordedContact.STORE_FAULT).toList();
        }
    }

    private static List<PublicQuestion> chosen(
            List<PublicQuestion> questions, List<Boolean> recording, boolean which) {
        return IntStream.range(0, questions.size())
                .filter(i -> recording.get(i) == which)
                .mapToObj(questions::get)
                .toList();
    }

    private boolean records(PublicQuestion asked) {
        return !asked.question().peek() && newContacts.admits(asked.question().client());
    }

    private Supplier<RecordedContacts> beginRecording(
            List<PublicQuestion> questions, List<DomainName> domains) {
        return questions.isEmpty()
                ? () -> RecordedContacts.NONE
                : contacts.beginRecording(
                        questions.stream().map(each -> each.name().site()).toList(),
                        clock.instant(),
                        domains);
    }

    private void charge(List<PublicQuestion> questions, List<@Nullable Contact> recorded) {
        for (int i = 0; i < questions.size(); i++) {
            @Nullable Contact contact = recorded.get(i);
            if (contact != null && contact.first()) {
                newContacts.charge(questions.get(i).question().client());
            }
        }
    }

    /** What is known of questions, in their order. */
    private List<RecordedContact> find(List<PublicQuestion> questions, RecordedContact undecided) {
        if (questions.isEmpty()) {
            return List.of();
        }
        Map<DomainName, LoggedContact> known =
                contacts.findAll(
                        questions.stream().map(each -> each.name().site()).distinct().toList());
        List<RecordedContact> found = new ArrayList<>(questions.size());
        for (PublicQuestion each : questions) {
            @Nullable LoggedContact contact = known.get(each.name().site());
            RecordedContact unknown = each.question().peek() ? RecordedContact.NONE : undecided;
            found.add(contact == null ? unknown : RecordedContact.read(contact));
        }
        return found;
    }
}
