package org.domainstats.sourcecheck;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A domain whose registration is to be compared.
 *
 * @param known its registration date as it is known here, or null
 */
public record SampledDomain(DomainName domain, @Nullable Instant known) {}
