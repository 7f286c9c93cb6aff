package org.domainstats.lookup;

import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;

/**
 * What others may change while answers are in memory: known domains may be imported and first
 * contacts forgotten by another process, a list taken, and an operator may write into a file.
 */
final class ExternalChanges {

    private final KnownDomains knownDomains;
    private final Contacts contacts;
    private final InsightSource insights;
    private final HintReader hints;
    private final BestEffort bestEffort;
    private long knownGeneration;
    private long resets;

    ExternalChanges(
            KnownDomains knownDomains,
            Contacts contacts,
            InsightSource insights,
            HintReader hints,
            BestEffort bestEffort) {
        this.knownDomains = knownDomains;
        this.contacts = contacts;
        this.insights = insights;
        this.hints = hints;
        this.bestEffort = bestEffort;
        this.knownGeneration = generation(0);
        this.resets = contacts.resets();
    }

    /** Damaged known domains must not hide that contacts were forgotten. */
    private long generation(long otherwise) {
        return bestEffort.get(
                StoreOperation.READ_KNOWN_DOMAINS, knownDomains::generation, () -> otherwise);
    }

    /** Whether there was any since the last time. Blocks on the disk. */
    synchronized boolean poll() {
        long generation = generation(knownGeneration);
        long forgotten = contacts.resets();
        boolean changed = generation != knownGeneration || forgotten != resets;
        knownGeneration = generation;
        resets = forgotten;
        changed |= hints.poll();
        return insights.refresh() || changed;
    }
}
