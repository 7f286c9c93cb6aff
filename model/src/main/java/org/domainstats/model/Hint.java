package org.domainstats.model;

import java.time.LocalDate;

/**
 * What a list of new domains says of a domain, in place of a question to a registry.
 *
 * @param day when the list says it was registered or first seen
 * @param registered whether that day is of its registration; else of a first sight, which may be of
 *     an old domain
 */
public record Hint(LocalDate day, boolean registered) {}
