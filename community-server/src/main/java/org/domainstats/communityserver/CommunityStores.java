package org.domainstats.communityserver;

import org.domainstats.feed.publishing.PublishedVersion;
import org.domainstats.store.Askers;
import org.domainstats.store.FirstClaims;

/**
 * What a community server stores beside the contacts.
 *
 * @param hash under which members are stored, so that a stolen database does not name them
 */
public record CommunityStores(
        FirstClaims firstClaims,
        Askers askers,
        Members members,
        DenyList denyList,
        KeyedHash hash,
        PublishedVersion published) {}
