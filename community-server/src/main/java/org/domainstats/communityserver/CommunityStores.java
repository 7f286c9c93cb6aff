package org.domainstats.communityserver;

import org.domainstats.feed.PublishedVersion;
import org.domainstats.store.Askers;
import org.domainstats.store.FirstClaims;

/**
 * What a community server keeps beside the contacts.
 *
 * @param hash with the key that makes what is kept of askers useless to a thief
 */
public record CommunityStores(
        FirstClaims firstClaims,
        Askers askers,
        Members members,
        DenyList denied,
        KeyedHash hash,
        PublishedVersion published) {}
