package org.domainstats.model;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the domain itself, whoever asks.
 *
 * @param registration the last outcome learned, or null when there is none (yet)
 * @param rank position in the list of popular domains, or {@link KnownDomain#UNRANKED}
 */
public record Facts(
        @Nullable RegistrationOutcome registration, int rank, Status status, Insights insights) {

    public static final Facts NONE =
            new Facts(null, KnownDomain.UNRANKED, Status.NOT_PUBLIC, Insights.NONE);
}
