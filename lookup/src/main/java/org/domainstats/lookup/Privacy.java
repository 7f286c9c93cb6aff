package org.domainstats.lookup;

import org.domainstats.usage.KeptClients;

/**
 * What stays private.
 *
 * @param names those that never leave
 * @param clients what is kept of who asked
 */
public record Privacy(PrivateNames names, KeptClients clients) {}
