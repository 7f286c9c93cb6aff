package org.domainstats.protocol;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.Sighting;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A reply of a server. */
public sealed interface CommunityReply
        permits Malformed,
                CommunityReply.Config,
                CommunityReply.Version,
                CommunityReply.Healthcheck,
                CommunityReply.QueryReply,
                CommunityReply.ErrorReply {

    /**
     * The server's terms.
     *
     * @param prohibitedTlds suffixes that must not be sent to the server
     * @param fatalMessage why this client is not served, or null
     */
    record Config(List<String> prohibitedTlds, @Nullable String fatalMessage)
            implements CommunityReply {

        public Config {
            prohibitedTlds = List.copyOf(prohibitedTlds);
        }
    }

    /** The newest version of the feed. */
    record Version(FeedVersion version) implements CommunityReply {}

    /** When the next healthcheck is due, in minutes. */
    record Healthcheck(int intervalMinutes) implements CommunityReply {}

    /**
     * What the community knows of a site.
     *
     * @param byUs a first contact, the instant of it, or unavailable
     * @param established whether the server's known domains list the domain as established
     * @param registration the outcome at the source, or null while it is not known
     * @param rank position in the list of popular domains, or -1
     * @param version the newest version of the feed, or null if the server has none
     */
    record QueryReply(
            Sighting byUs,
            boolean established,
            @Nullable RegistrationOutcome registration,
            int rank,
            List<String> labels,
            @Nullable FeedVersion version)
            implements CommunityReply {

        public QueryReply {
            labels = List.copyOf(labels);
        }
    }

    /**
     * No answer.
     *
     * @param error the reason in one line
     * @param timeoutMinutes after how long a retry may help; 0 if none will soon
     */
    record ErrorReply(String error, int timeoutMinutes) implements CommunityReply {}

    /**
     * A reply with the id of the request that it answers.
     *
     * @param id null if the bytes hold none
     */
    record Identified(@Nullable MessageId id, CommunityReply reply) {}
}
