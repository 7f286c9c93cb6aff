package org.domainstats.communityclient;

import org.domainstats.model.DomainName;
import org.domainstats.model.Printable;
import org.domainstats.protocol.CommunityReply;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** What the server said at the start about how it wants to be asked. */
record ServerTerms(List<String> prohibited, @Nullable String fatalMessage) {

    static ServerTerms of(CommunityReply.Config config) {
        return new ServerTerms(
                config.prohibitedTlds().stream()
                        .map(ServerTerms::bare)
                        .filter(s -> !s.isEmpty())
                        .toList(),
                config.fatalMessage() == null ? null : Printable.of(config.fatalMessage()));
    }

    /** The original writes some of them with a dot in front. */
    private static String bare(String suffix) {
        String name = suffix.strip().toLowerCase(Locale.ROOT);
        return name.startsWith(".") ? name.substring(1) : name;
    }

    /** Why the server is not to be asked about a site, or null if it may be. */
    @Nullable String objection(DomainName site) {
        if (fatalMessage != null) {
            return "the community server refuses this client: " + fatalMessage;
        }
        for (String suffix : prohibited) {
            if (site.isWithin(suffix)) {
                return "the community server takes no names under " + Printable.of(suffix);
            }
        }
        return null;
    }
}
