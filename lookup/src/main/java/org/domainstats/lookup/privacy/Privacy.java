package org.domainstats.lookup.privacy;

import org.domainstats.usage.StoredClients;

/**
 * What stays private.
 *
 * @param names those that never leave
 * @param clients what is kept of who asked
 */
public record Privacy(PrivateNames names, StoredClients clients) {}
