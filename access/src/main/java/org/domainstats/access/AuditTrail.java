package org.domainstats.access;

import org.domainstats.model.DomainName;
import org.domainstats.store.AuditAction;
import org.domainstats.store.AuditLog;

import java.net.InetAddress;
import java.time.InstantSource;

/** Writes down who did what. */
public final class AuditTrail {

    /** Who acts on the machine itself, by a command or an editor. */
    public static final String COMMAND = "command";

    private final AuditLog log;
    private final InstantSource clock;

    public AuditTrail(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Writes down that something was done. Blocks.
     *
     * @param subject what it was done to; may be empty
     */
    public void record(Identity who, InetAddress client, AuditAction action, String subject) {
        log.append(
                new AuditLog.Entry(
                        clock.instant(), who.name(), client.getHostAddress(), action, subject));
    }

    /** The same for a request. */
    public void record(ResourceRequest request, AuditAction action, String subject) {
        record(request.identity(), request.client(), action, subject);
    }

    /** The same for what is done on the machine itself. */
    public void record(String who, AuditAction action, String subject) {
        log.append(new AuditLog.Entry(clock.instant(), who, "", action, subject));
    }

    /**
     * A subject that is about a name and something else. The name comes last, where it is found
     * when it is to be forgotten.
     */
    public static String ofName(String what, DomainName name) {
        return what + " " + name.ascii();
    }

    AuditLog log() {
        return log;
    }
}
