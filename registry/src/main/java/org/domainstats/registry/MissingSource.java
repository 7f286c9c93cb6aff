package org.domainstats.registry;

import java.time.Instant;

/**
 * A TLD that has neither RDAP nor WHOIS.
 *
 * @param times how often a domain below it was to be looked up
 */
public record MissingSource(String tld, long times, Instant last) {}
