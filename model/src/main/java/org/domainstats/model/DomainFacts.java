package org.domainstats.model;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the domain itself, whichever client looks it up.
 *
 * @param registration the last outcome learned, or null when there is none (yet)
 * @param rank position in the list of popular domains, or {@link KnownDomain#UNRANKED}
 */
public record DomainFacts(
        @Nullable RegistrationOutcome registration, int rank, Status status, Insights insights) {

    public static final DomainFacts NONE =
            new DomainFacts(null, KnownDomain.UNRANKED, Status.NOT_PUBLIC, Insights.NONE);
}
