package org.domainstats.lookup;

/**
 * What stays private.
 *
 * @param names those that never leave
 * @param clients what is kept of who asked
 */
public record Privacy(PrivateNames names, KeptClients clients) {}
