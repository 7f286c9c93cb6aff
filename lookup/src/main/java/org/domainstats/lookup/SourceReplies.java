package org.domainstats.lookup;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What the community and the registry say of a name.
 *
 * @param validUntil when to ask again
 */
record SourceReplies(
        Sighting byUs,
        @Nullable RegistrationOutcome registration,
        Status status,
        List<String> labels,
        Instant validUntil) {

    /** Nothing can be said just now; not to be repeated. */
    static final SourceReplies UNKNOWN =
            new SourceReplies(Sighting.UNAVAILABLE, null, Status.PENDING, List.of(), Instant.EPOCH);

    static Status statusOf(@Nullable RegistrationOutcome outcome) {
        return switch (outcome) {
            case null -> Status.PENDING;
            case Registered _ -> Status.OK;
            case Undisclosed _ -> Status.UNDISCLOSED;
            case Unregistered _ -> Status.UNREGISTERED;
            case NoSource _ -> Status.NO_SOURCE;
            case Unreachable _ -> Status.UNREACHABLE;
        };
    }
}
