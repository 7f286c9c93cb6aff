package org.domainstats.dashboard;

import org.domainstats.access.AuditTrail;
import org.domainstats.store.Store;

import java.time.InstantSource;

/**
 * What the pages are made of.
 *
 * @param changes is told of what analysts write, and tells pages of it
 */
public record DashboardParts(
        Store store,
        ContactFacts facts,
        AuditTrail audit,
        TableChanges changes,
        InstantSource clock) {}
