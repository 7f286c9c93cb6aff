package org.domainstats.store;

import java.time.Instant;

/**
 * The outcome of asking whether a site was asked about before.
 *
 * @param firstAsked the instant of its first contact, which never moves
 * @param first whether that first contact is this very call
 */
public record Contact(Instant firstAsked, boolean first) {}
