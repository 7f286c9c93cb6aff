package org.domainstats.access;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** What administers access: the resources of this module. */
public final class AccessResources {

    private AccessResources() {}

    /**
     * All of them.
     *
     * @param tokens null if the server has no tokens
     */
    public static List<Resource> of(
            Authenticator authenticator,
            SessionRegistry sessions,
            AuditTrail audit,
            @Nullable TokenFile tokens) {
        List<Resource> all = new ArrayList<>();
        all.addAll(new SessionResources(authenticator, sessions, audit, System::nanoTime).all());
        all.addAll(new TokenResources(tokens, authenticator, audit, new SecureRandom()).all());
        all.add(new AuditResource(audit.log()).resource());
        return all;
    }
}
