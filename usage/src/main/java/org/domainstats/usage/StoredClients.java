package org.domainstats.usage;

/** What is stored of who asked about a site. */
public enum StoredClients {
    /** Nothing: of a community server, whose members trust it with what they ask about. */
    NONE,
    /** Keyed hashes: the same client can be recognised, and nobody else learns who it is. */
    HASHED,
    /** Addresses and names as they are. */
    PLAIN
}
