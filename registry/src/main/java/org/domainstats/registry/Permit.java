package org.domainstats.registry;

import org.domainstats.registrationdata.ParsedReply.Health;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/** Whether a host may be asked now. */
sealed interface Permit {

    /**
     * Not now.
     *
     * @param soon whether the host is only busy with others, and not out of order
     */
    record Held(String reason, Instant notBefore, boolean soon) implements Permit {}

    /** Now, and nobody else until {@link #end}, which must be called. */
    final class Granted implements Permit {

        private final RegistryHost host;
        private final Consumer<Instant> rests;

        /**
         * @param rests told until when the host is left alone, if it asks for that now
         */
        Granted(RegistryHost host, Consumer<Instant> rests) {
            this.host = host;
            this.rests = rests;
        }

        /**
         * Gives the host back.
         *
         * @param retryAfter when the host wants to be asked again, if it said so
         * @return until when it will be left alone, or null if it may be asked as usual
         */
        @Nullable Instant end(Health mood, @Nullable Instant retryAfter) {
            Instant until = host.end(mood, retryAfter);
            if (mood == Health.THROTTLING && until != null) {
                rests.accept(until);
            }
            return until;
        }
    }
}
