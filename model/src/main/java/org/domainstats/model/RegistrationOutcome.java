package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What became of the question when the web first had a domain. */
public sealed interface RegistrationOutcome {

    /**
     * Registered, with a date.
     *
     * @param first when the domain was first registered
     * @param again when it was last registered anew after that (a drop catch, a reinstatement), if
     *     it was
     * @param until when the registration ends, where the source says so
     */
    record Registered(
            Instant first,
            @Nullable Instant again,
            Precision precision,
            @Nullable Instant until,
            Source source)
            implements RegistrationOutcome {

        /**
         * The instant that age counts from: a domain dropped and registered again is young again.
         */
        public Instant effective() {
            return again != null && again.isAfter(first) ? again : first;
        }
    }

    /**
     * Registered, but the registry tells no date. Its age is unknown: never new, never established.
     */
    record Undisclosed(@Nullable Instant until, Source source) implements RegistrationOutcome {}

    /** The authoritative source says that nobody has registered it. */
    record Unregistered(Source source) implements RegistrationOutcome {}

    /** No public source exists for this domain, or every one is switched off. */
    record NoSource() implements RegistrationOutcome {}

    /**
     * The source could not be asked, or gave no usable reply.
     *
     * @param reason one line for people, free of anything the reply said
     * @param notBefore the earliest instant at which the source wants to be asked again, if it said
     *     one
     */
    record Unreachable(String reason, @Nullable Instant notBefore) implements RegistrationOutcome {}
}
