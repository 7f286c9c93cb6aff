package org.domainstats.communityserver;

import org.domainstats.lookup.Lookup;
import org.domainstats.model.Hostnames;
import org.domainstats.store.Contacts;

/**
 * The look-up behind the doors, with the contacts that it makes: they are the community's.
 *
 * @param lookup one that asks no community itself
 */
public record CommunityLookup(Lookup lookup, Hostnames hostnames, Contacts contacts) {}
