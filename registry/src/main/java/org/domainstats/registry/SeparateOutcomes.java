package org.domainstats.registry;

import org.domainstats.model.RegistrationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What RDAP and what WHOIS say of one domain, each asked for itself.
 *
 * @param rdap null where the domain has no RDAP server, or RDAP is switched off
 * @param whois null where the domain has no WHOIS server, or WHOIS is switched off
 */
public record SeparateOutcomes(
        @Nullable RegistrationOutcome rdap, @Nullable RegistrationOutcome whois) {}
