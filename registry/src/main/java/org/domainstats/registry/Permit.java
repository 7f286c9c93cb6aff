package org.domainstats.registry;

import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/** Whether a query may be sent to a host now. */
sealed interface Permit {

    /**
     * Not now.
     *
     * @param soon whether the host is only busy with other queries, and not failing
     */
    record Deferred(String reason, Instant notBefore, boolean soon) implements Permit {}

    /** A query may be sent, and no other until {@link #end}, which must be called. */
    final class Granted implements Permit {

        private final RegistryHost host;
        private final Consumer<Instant> throttles;
        private final Consumer<@Nullable Instant> ended;

        /**
         * @param throttles receives the instant until which no query is sent, if the host throttles
         *     now
         * @param ended receives until when no query is sent, or null if the usual rate applies
         */
        Granted(RegistryHost host, Consumer<Instant> throttles, Consumer<@Nullable Instant> ended) {
            this.host = host;
            this.throttles = throttles;
            this.ended = ended;
        }

        /**
         * Releases the permit.
         *
         * @param retryAfter the earliest next query that the host stated, if it did
         * @return until when no query is sent, or null if the usual rate applies
         */
        @Nullable Instant end(Health health, @Nullable Instant retryAfter) {
            Instant until = host.end(health, retryAfter);
            if (health == Health.THROTTLING && until != null) {
                throttles.accept(until);
            }
            ended.accept(until);
            return until;
        }
    }
}
