package org.domainstats.lookup;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.Contacts;
import org.domainstats.store.Store;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes back what answers announced that reached nobody, behind the connection that was closed. */
final class UndeliveredAnswers implements AutoCloseable {

    private final Contacts contacts;
    private final CommunityContacts communityContacts;
    private final AnswerCache cache;
    private final BestEffort bestEffort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    UndeliveredAnswers(Store store, AnswerCache cache, BestEffort bestEffort) {
        this.contacts = store.contacts();
        this.communityContacts = store.communityContacts();
        this.cache = cache;
        this.bestEffort = bestEffort;
    }

    /** Takes back what an answer announced; never blocks. */
    void add(Answer answer) {
        if (answer.announces() && answer.name() instanceof PublicName name) {
            // First: by the time that the store knows, no cached answer may stand in the way.
            cache.withdraw(name.site());
            bestEffort.run(
                    "take an announcement back",
                    () -> threads.execute(() -> withdraw(answer, name.site())));
        }
    }

    private void withdraw(Answer answer, DomainName site) {
        if (answer.seen().byYou() instanceof Sighting.FirstContact) {
            bestEffort.run(
                    "take an announcement back",
                    () -> contacts.withdrawAnnouncements(List.of(site)));
        }
        if (answer.seen().byUs() instanceof Sighting.FirstContact) {
            bestEffort.run(
                    "take the community's announcement back",
                    () -> communityContacts.withdrawAnnouncement(site));
        }
    }

    /** Waits until all is stored. */
    @Override
    public void close() {
        threads.close();
    }
}
