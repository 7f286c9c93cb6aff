package org.domainstats.communityclient;

import org.domainstats.model.DomainName;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.model.Printable;
import org.domainstats.protocol.CommunityReply;
import org.jspecify.annotations.Nullable;

/**
 * The server's reply to {@code config}: what it does not want to be sent, and whether it serves
 * this client.
 */
record ServerTerms(DomainSuffixes prohibited, @Nullable String fatalMessage) {

    static ServerTerms of(CommunityReply.Config config) {
        return new ServerTerms(
                DomainSuffixes.of(config.prohibitedTlds()),
                config.fatalMessage() == null ? null : Printable.of(config.fatalMessage()));
    }

    /** Why a site must not be sent to the server, or null if it may be. */
    @Nullable String objection(DomainName site) {
        if (fatalMessage != null) {
            return "the community server refuses this client: " + fatalMessage;
        }
        return prohibited
                .find(site)
                .map(suffix -> "the community server takes no names under " + suffix)
                .orElse(null);
    }
}
