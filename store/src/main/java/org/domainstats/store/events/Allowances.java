package org.domainstats.store.events;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What an operator allows names to raise: signals that are fine, each with a reason and mostly with
 * an end. Every method may block on the disk.
 */
public interface Allowances {

    /** So many are read whenever events are made. */
    int MOST = 10_000;

    /**
     * Allows a name a signal, in place of what was allowed of the two before.
     *
     * @throws StoreException if there are too many already
     */
    void put(Allowance allowance);

    /** Takes an allowance back; false if there is none. */
    boolean remove(DomainName name, AllowedSignal signal);

    /** All of them, those that have ended too, in order of name. */
    List<Allowance> list();

    /**
     * An allowance.
     *
     * @param name with all below it
     * @param reason why, in one line for people
     * @param until when it ends; null for never
     * @param by who allowed it
     */
    record Allowance(
            DomainName name,
            AllowedSignal signal,
            String reason,
            @Nullable Instant until,
            String by) {

        private static final int LONGEST = 300;

        public Allowance {
            if (reason.isBlank()
                    || reason.length() > LONGEST
                    || reason.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException(
                        "a reason is one line of at most " + LONGEST + " characters");
            }
        }

        /** Whether it has not ended. */
        public boolean isInForce(Instant now) {
            return until == null || now.isBefore(until);
        }

        /** Whether it is in force for a name. */
        public boolean covers(DomainName site, Instant now) {
            return isInForce(now) && site.isWithin(name.ascii());
        }
    }
}
