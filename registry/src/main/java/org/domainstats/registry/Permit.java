package org.domainstats.registry;

import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.function.BiConsumer;
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
        private final BiConsumer<Health, String> report;

        /**
         * @param throttles receives the instant until which no query is sent, if the host throttles
         *     now
         * @param ended receives until when no query is sent, or null if the usual rate applies
         * @param report receives how the host did, with what it said
         */
        Granted(
                RegistryHost host,
                Consumer<Instant> throttles,
                Consumer<@Nullable Instant> ended,
                BiConsumer<Health, String> report) {
            this.host = host;
            this.throttles = throttles;
            this.ended = ended;
            this.report = report;
        }

        /** The same for a host that said nothing in words. */
        @Nullable Instant end(Health health, @Nullable Instant retryAfter) {
            return end(health, retryAfter, health.name().toLowerCase(Locale.ROOT));
        }

        /**
         * Releases the permit.
         *
         * @param retryAfter the earliest next query that the host stated, if it did
         * @param because what the host said, or why nothing of it can be used
         * @return until when no query is sent, or null if the usual rate applies
         */
        @Nullable Instant end(Health health, @Nullable Instant retryAfter, String because) {
            report.accept(health, because);
            Instant until = host.end(health, retryAfter);
            if (health == Health.THROTTLING && until != null) {
                throttles.accept(until);
            }
            ended.accept(until);
            return until;
        }
    }
}
