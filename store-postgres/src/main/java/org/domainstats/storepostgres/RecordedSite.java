package org.domainstats.storepostgres;

/**
 * What the database says of a site after a group of contacts was recorded.
 *
 * @param firstAsked milliseconds since 1970
 * @param claim who announced it; see {@link Claims}
 * @param first whether this group announces it
 */
record RecordedSite(long firstAsked, long claim, boolean first) {}
