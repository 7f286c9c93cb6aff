package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a source says about the registration of a domain. */
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
     * Not free, but without a registration date: the registry publishes none, or nobody may
     * register the name. Its age is unknown: never new, never established.
     *
     * @param until when the registration ends, where the source says so
     * @param barred why nobody may register the name; null if somebody has
     */
    record Undisclosed(@Nullable Instant until, Source source, @Nullable Barred barred)
            implements RegistrationOutcome {

        /** A registered domain whose registry publishes no date. */
        public Undisclosed(@Nullable Instant until, Source source) {
            this(until, source, null);
        }
    }

    /** Why nobody may register a name. */
    enum Barred {
        /** Reserved, in quarantine, or not yet released. */
        RESERVED,
        /** Blocked, by a registry or by a brand protection service. */
        BLOCKED,
        /** Sold at a special price only. */
        PREMIUM,
        /** Forbidden or restricted by the rules of the registry. */
        POLICY;

        /** The value in answers, in the store and on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The reason of a {@link #word}; empty if there is no such reason. */
        public static Optional<Barred> ofWord(String word) {
            return Arrays.stream(values()).filter(reason -> reason.word().equals(word)).findAny();
        }
    }

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
     * @param busy whether it was not asked at all, as other names were before this one; so nothing
     *     is wrong with it, and a new question may come first
     */
    record Unreachable(String reason, @Nullable Instant notBefore, boolean busy)
            implements RegistrationOutcome {

        /** A source that was asked, or is not to be asked for a while. */
        public Unreachable(String reason, @Nullable Instant notBefore) {
            this(reason, notBefore, false);
        }
    }
}
