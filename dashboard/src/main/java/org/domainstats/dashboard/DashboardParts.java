package org.domainstats.dashboard;

import org.domainstats.access.AuditTrail;
import org.domainstats.store.Store;

import java.time.InstantSource;

/**
 * What the pages are made of.
 *
 * @param changes notifies pages of what analysts write
 * @param answersChanged has answers in memory made anew; may block
 */
public record DashboardParts(
        Store store,
        ContactFacts facts,
        AuditTrail audit,
        TableChanges changes,
        Runnable answersChanged,
        InstantSource clock) {

    /** Something was written that answers say as well. */
    void written() {
        answersChanged.run();
        changes.revised();
    }
}
