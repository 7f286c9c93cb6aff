package org.domainstats.usage;

/** What is kept of who asked about a site. */
public enum KeptClients {
    /** Nothing: of a community server, whose members trust it with what they ask about. */
    NONE,
    /** Keyed hashes: the same client can be told again, and nobody else learns who it is. */
    HASHED,
    /** Addresses and names as they are. */
    PLAIN
}
