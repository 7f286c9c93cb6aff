package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.Sighting;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Port to the community server. */
public interface Community {

    /** Nobody to ask. */
    Community OFF = site -> new Reply.NoReply("no community server is set");

    /**
     * Asks about a site, blocking no longer than the client's own deadline. Never throws for what a
     * server does.
     */
    Reply ask(DomainName site);

    /** Whether the server's terms prohibit a name; it then leaves this network for nobody. */
    default boolean prohibits(DomainName host) {
        return false;
    }

    /** What came back. */
    sealed interface Reply {

        /**
         * An answer.
         *
         * @param byUs a first contact, or the instant of it
         * @param registration what the community knows of the registration, or null if nothing
         *     (yet); that it has no source for it says nothing of other sources
         * @param labels words that it puts on the site; each one line, and not empty
         */
        record Known(Sighting byUs, @Nullable RegistrationOutcome registration, List<String> labels)
                implements Reply {}

        /**
         * No usable answer: off, too slow, denied, or garbage. The reason is one line for people.
         */
        record NoReply(String reason) implements Reply {}
    }
}
