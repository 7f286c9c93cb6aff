package org.domainstats.events;

import org.domainstats.model.DomainName;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What an operator allows, as read from the store a moment ago. */
final class AllowList {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Allowances allowances;
    private volatile List<Allowance> current = List.of();
    private Instant read = Instant.MIN;

    AllowList(Allowances allowances) {
        this.allowances = allowances;
    }

    /** Reads it again if that was not done just now. Blocks on the disk. */
    void refresh(Instant now) {
        if (!now.isBefore(read.plus(FRESH)) || now.isBefore(read)) {
            current = allowances.list();
            read = now;
        }
    }

    /**
     * Why an event is allowed, or null if it is not.
     *
     * @param young whether the domain is young, as young-within says
     */
    @Nullable String reason(EventKind kind, DomainName site, boolean young, Instant now) {
        for (Allowance allowance : current) {
            if (signals(kind, young).contains(allowance.signal()) && allowance.covers(site, now)) {
                return allowance.reason();
            }
        }
        return null;
    }

    /** Any one of them is enough. */
    private static Set<AllowedSignal> signals(EventKind kind, boolean young) {
        AllowedSignal own =
                switch (kind) {
                    case FIRST_CONTACT, AGE_KNOWN -> AllowedSignal.FIRST_CONTACT;
                    case SLEEPER -> AllowedSignal.SLEEPER;
                    case BORN_AFTER_ASKED -> AllowedSignal.BORN_AFTER_ASKED;
                    case REREGISTERED -> AllowedSignal.REREGISTERED;
                };
        return young
                ? Set.of(own, AllowedSignal.YOUNG, AllowedSignal.ANY)
                : Set.of(own, AllowedSignal.ANY);
    }
}
