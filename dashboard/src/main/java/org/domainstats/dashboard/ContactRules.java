package org.domainstats.dashboard;

import org.domainstats.model.Age;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

import java.util.function.Function;

/**
 * How contacts are judged.
 *
 * @param insights what is said of a name beside its dates; quick, asks nobody
 * @param asksOutside whether registries or a community are asked when a domain was registered
 */
public record ContactRules(Age age, Function<PublicName, Insights> insights, boolean asksOutside) {}
