package org.domainstats.communityserver;

import org.domainstats.lookup.Lookup;
import org.domainstats.model.Hostnames;
import org.domainstats.store.Contacts;

/**
 * The lookup engine that answers queries, with the contacts that it records: the community's.
 *
 * @param lookup an engine without a community server of its own
 */
public record CommunityLookup(Lookup lookup, Hostnames hostnames, Contacts contacts) {}
