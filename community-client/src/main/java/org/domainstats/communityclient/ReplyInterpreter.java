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

/** What a server's reply means to the look-up. */
final class ReplyInterpreter {

    private ReplyInterpreter() {}

    static Community.Reply of(CommunityReply said) {
        return switch (said) {
            case CommunityReply.QueryReply told ->
                    new Community.Reply.Known(
                            told.byUs(),
                            registration(told.registration()),
                            told.labels().stream()
                                    .filter(label -> !label.isBlank())
                                    .map(Printable::of)
                                    .toList());
            case CommunityReply.ErrorReply refused ->
                    new Community.Reply.NoReply(
                            "the community server says: " + Printable.of(refused.error()));
            case CommunityReply.Config _,
                    CommunityReply.Version _,
                    CommunityReply.Healthcheck _,
                    org.domainstats.protocol.Malformed _ ->
                    new Community.Reply.NoReply("the community server answered something else");
        };
    }

    /**
     * The outcome as our own store keeps it: said by the community, whoever told it. What the
     * community could not learn either is nothing: who can, asks the registry himself.
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
