package org.domainstats.store.triage;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts.LoggedContact;

/**
 * A row of the triage table.
 *
 * @param contact last asked and times are read from the contact itself
 * @param domain the registrable domain of the site
 */
public record TriageEntry(LoggedContact contact, DomainName domain, TriageFacts facts, Mark mark) {

    public long cursor() {
        return contact.cursor();
    }

    public TriageEntry with(TriageFacts other) {
        return new TriageEntry(contact, domain, other, mark);
    }
}
