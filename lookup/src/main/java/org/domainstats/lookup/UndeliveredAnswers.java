package org.domainstats.lookup;

import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.Contacts;
import org.domainstats.store.Store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes back what answers announced that reached nobody, behind the connection that was closed. A
 * batch that breaks off leaves thousands, so they go to the store together; what the store does not
 * take is tried again.
 */
final class UndeliveredAnswers implements AutoCloseable {

    /** Some milliseconds of the store. */
    private static final int LARGEST_WRITE = 512;

    private final Contacts contacts;
    private final CommunityContacts communityContacts;
    private final AnswerCache cache;
    private final BestEffort bestEffort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock flushing = new ReentrantLock();

    /** What is to be taken back; as much as was under way when its clients went. */
    private final Queue<Withdrawal> waiting = new ArrayDeque<>();

    private record Withdrawal(DomainName site, boolean byYou, boolean byUs) {}

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
            Withdrawal withdrawal =
                    new Withdrawal(
                            name.site(),
                            answer.seen().byYou() instanceof Sighting.FirstContact,
                            answer.seen().byUs() instanceof Sighting.FirstContact);
            if (isFirst(withdrawal)) {
                bestEffort.run("take an announcement back", () -> threads.execute(this::flush));
            }
        }
    }

    /** Whether nobody was waiting; then somebody must come for them. */
    private boolean isFirst(Withdrawal withdrawal) {
        synchronized (waiting) {
            waiting.add(withdrawal);
            return waiting.size() == 1;
        }
    }

    /** Has the store take back what waits. Blocks. */
    void flush() {
        flushing.lock();
        try {
            List<Withdrawal> group = next();
            while (!group.isEmpty() && withdraw(group)) {
                group = next();
            }
        } finally {
            flushing.unlock();
        }
    }

    private List<Withdrawal> next() {
        synchronized (waiting) {
            List<Withdrawal> group = new ArrayList<>(Math.min(waiting.size(), LARGEST_WRITE));
            while (!waiting.isEmpty() && group.size() < LARGEST_WRITE) {
                group.add(waiting.remove());
            }
            return group;
        }
    }

    /** False if some are to be tried again later. */
    private boolean withdraw(List<Withdrawal> group) {
        List<DomainName> byYou =
                group.stream().filter(Withdrawal::byYou).map(Withdrawal::site).toList();
        List<Withdrawal> failed = new ArrayList<>();
        if (!byYou.isEmpty()
                && !bestEffort.run(
                        StoreOperation.TAKE_BACK, () -> contacts.withdrawAnnouncements(byYou))) {
            byYou.forEach(site -> failed.add(new Withdrawal(site, true, false)));
        }
        for (Withdrawal each : group) {
            if (each.byUs
                    && !bestEffort.run(
                            StoreOperation.TAKE_BACK,
                            () -> communityContacts.withdrawAnnouncement(each.site))) {
                failed.add(new Withdrawal(each.site, false, true));
            }
        }
        synchronized (waiting) {
            waiting.addAll(failed);
        }
        return failed.isEmpty();
    }

    /** Waits until all is stored. */
    @Override
    public void close() {
        threads.close();
        flush();
    }
}
