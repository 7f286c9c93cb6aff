package org.domainstats.communityclient;

import org.domainstats.lookup.Community;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply;
import org.jspecify.annotations.Nullable;

/** Translates a server's reply into what the look-up knows. */
final class ReplyInterpreter {

    private ReplyInterpreter() {}

    static Community.Reply of(CommunityReply received) {
        return switch (received) {
            case CommunityReply.QueryReply answer ->
                    new Community.Reply.Known(
                            answer.byUs(),
                            registration(answer.registration()),
                            answer.labels().stream()
                                    .filter(label -> !label.isBlank())
                                    .map(Printable::of)
                                    .toList());
            case CommunityReply.ErrorReply error ->
                    new Community.Reply.NoReply(
                            "the community server says: " + Printable.of(error.error()));
            case CommunityReply.Config _,
                    CommunityReply.Version _,
                    CommunityReply.Healthcheck _,
                    org.domainstats.protocol.Malformed _ ->
                    new Community.Reply.NoReply("the community server answered something else");
        };
    }

    /**
     * The outcome as our own store keeps it, with the community as its source. What the community
     * could not learn is no outcome: the registry is then queried from here.
     */
    private static @Nullable RegistrationOutcome registration(
            @Nullable RegistrationOutcome outcome) {
        return switch (outcome) {
            case null -> null;
            case Registered registered ->
                    new Registered(
                            registered.first(),
                            registered.again(),
                            registered.precision(),
                            registered.until(),
                            Source.COMMUNITY);
            case Undisclosed undisclosed ->
                    new Undisclosed(undisclosed.until(), Source.COMMUNITY, undisclosed.barred());
            case Unregistered _ -> new Unregistered(Source.COMMUNITY);
            case NoSource nothing -> nothing;
            case Unreachable _ -> null;
        };
    }
}
