package org.domainstats.store;

import org.domainstats.model.RegistrationOutcome;

import java.time.Instant;

/**
 * An outcome with its times.
 *
 * @param checked when the source said so
 * @param checkAgain from when on the source should be asked again
 */
public record StoredRegistration(
        RegistrationOutcome outcome, Instant checked, Instant checkAgain) {}
