package org.domainstats.registrations;

import org.domainstats.model.RegistrationOutcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the sources of a registration were asked.
 *
 * @param at when that began
 * @param steps which source was asked, what it said, which line gave the date
 */
public record RegistrationFetch(
        Instant at, Duration taken, List<Step> steps, RegistrationOutcome outcome) {

    public RegistrationFetch {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param after the beginning
     */
    public record Step(Duration after, String text) {}
}
