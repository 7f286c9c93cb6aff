package org.domainstats.admincommands;

import org.domainstats.access.AuditTrail;
import org.domainstats.composition.Wiring;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;

/** Writes down what a command does. */
final class CommandAudit {

    private CommandAudit() {}

    /** With the user of the system who runs it, as far as the system says. */
    static void tell(Store store, AuditAction action, String subject) {
        String user = System.getProperty("user.name", "?");
        new AuditTrail(store.auditLog(), Wiring.clock())
                .tell(AuditTrail.COMMAND + " " + user, action, subject);
    }
}
