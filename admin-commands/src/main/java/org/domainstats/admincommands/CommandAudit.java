package org.domainstats.admincommands;

import org.domainstats.access.AuditTrail;
import org.domainstats.composition.CommandException;
import org.domainstats.composition.DataFolder;
import org.domainstats.composition.ErrorMessages;
import org.domainstats.composition.Wiring;
import org.domainstats.store.AuditAction;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;

import picocli.CommandLine.Model.CommandSpec;

/** Writes down what a command does. */
final class CommandAudit {

    private CommandAudit() {}

    /** With the user of the system who runs it, as far as the system says. */
    static void record(Store store, AuditAction action, String subject) {
        String user = System.getProperty("user.name", "?");
        new AuditTrail(store.auditLog(), Wiring.clock())
                .record(AuditTrail.COMMAND + " " + user, action, subject);
    }

    /**
     * The same of what is no part of the store, where there is one. It is done by then, whether it
     * can be written down or not.
     */
    static void tellIfThere(CommandSpec spec, AuditAction action, String subject) {
        DataFolder data = DataFolder.of(CommandSettings.of(spec));
        if (!data.hasStore()) {
            return;
        }
        try (Store store = data.openStore()) {
            record(store, action, subject);
        } catch (StoreException | CommandException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "domain-stats: done, but not in the audit log: "
                                    + ErrorMessages.reason(e));
        }
    }
}
