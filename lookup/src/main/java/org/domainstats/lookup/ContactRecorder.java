package org.domainstats.lookup;

import org.domainstats.base.LimitedLog;
import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.StoreException;
import org.domainstats.usage.ClientQuota;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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

        private static RecordedContact of(Contact contact) {
            Instant at = contact.firstAsked();
            return new RecordedContact(
                    contact.first() ? new Sighting.FirstContact(at) : new Sighting.At(at),
                    null,
                    true);
        }
    }

    /** Records the contacts of many questions, in their order; those that only look record none. */
    List<RecordedContact> record(List<PublicQuestion> questions) {
        try {
            List<Boolean> recording = questions.stream().map(this::records).toList();
            Iterator<Contact> recorded = recordAll(chosen(questions, recording)).iterator();
            List<RecordedContact> all = new ArrayList<>(questions.size());
            for (int i = 0; i < questions.size(); i++) {
                all.add(
                        recording.get(i)
                                ? RecordedContact.of(recorded.next())
                                : find(questions.get(i)));
            }
            return all;
        } catch (StoreException fault) {
            failures.storeFailed(StoreOperation.RECORD_CONTACTS);
            log.error("contacts", fault, "contacts cannot be recorded; none is announced");
            return findAll(questions);
        }
    }

    /**
     * What is known already, where nothing can be written: a full disk can be read from. Where it
     * cannot, the first read says so for all.
     */
    private List<RecordedContact> findAll(List<PublicQuestion> questions) {
        List<RecordedContact> found = new ArrayList<>(questions.size());
        try {
            for (PublicQuestion each : questions) {
                RecordedContact contact = find(each);
                found.add(
                        contact.isKnown() || each.question().peek()
                                ? contact
                                : RecordedContact.STORE_FAULT);
            }
        } catch (StoreException unreadable) {
            failures.storeFailed(StoreOperation.READ_CONTACTS);
            log.error("contacts", unreadable, "contacts cannot be read either");
        }
        while (found.size() < questions.size()) {
            found.add(RecordedContact.STORE_FAULT);
        }
        return found;
    }

    private static List<PublicQuestion> chosen(
            List<PublicQuestion> questions, List<Boolean> which) {
        return IntStream.range(0, questions.size())
                .filter(which::get)
                .mapToObj(questions::get)
                .toList();
    }

    private boolean records(PublicQuestion asked) {
        return !asked.question().peek() && newContacts.admits(asked.question().client());
    }

    private List<Contact> recordAll(List<PublicQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        List<Contact> recorded =
                contacts.recordAllIfAbsent(
                        questions.stream().map(each -> each.name().site()).toList(),
                        clock.instant());
        for (int i = 0; i < recorded.size(); i++) {
            if (recorded.get(i).first()) {
                newContacts.charge(questions.get(i).question().client());
            }
        }
        return recorded;
    }

    private RecordedContact find(PublicQuestion asked) {
        Optional<Instant> known = contacts.find(asked.name().site());
        if (known.isPresent()) {
            return new RecordedContact(new Sighting.At(known.get()), null, false);
        }
        return asked.question().peek() ? RecordedContact.NONE : RecordedContact.LIMITED;
    }
}
