package org.domainstats.communityclient;

import org.domainstats.lookup.Community;
import org.domainstats.model.Printable;
import org.domainstats.model.RegistrationDates;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Translates a server's reply into what the look-up knows. The server's clock may be wrong: nothing
 * was seen after now, and a registration that cannot be is none.
 */
final class ReplyInterpreter {

    private final InstantSource clock;

    ReplyInterpreter(InstantSource clock) {
        this.clock = clock;
    }

    Community.Reply interpret(CommunityReply received) {
        return switch (received) {
            case CommunityReply.QueryReply answer ->
                    new Community.Reply.Known(
                            untilNow(answer.byUs()),
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
    private @Nullable RegistrationOutcome registration(@Nullable RegistrationOutcome outcome) {
        return switch (outcome) {
            case null -> null;
            case Registered registered -> registered(registered);
            case Undisclosed undisclosed ->
                    new Undisclosed(
                            end(undisclosed.until(), RegistrationDates.EARLIEST),
                            Source.COMMUNITY,
                            undisclosed.barred());
            case Unregistered _ -> new Unregistered(Source.COMMUNITY);
            case NoSource nothing -> nothing;
            case Unreachable _ -> null;
        };
    }

    private @Nullable Registered registered(Registered received) {
        Instant now = clock.instant();
        if (!RegistrationDates.canBegin(received.first(), now)
                || !RegistrationDates.canBegin(received.effective(), now)) {
            return null;
        }
        return new Registered(
                received.first(),
                received.again(),
                received.precision(),
                end(received.until(), received.effective()),
                Source.COMMUNITY);
    }

    private @Nullable Instant end(@Nullable Instant until, Instant begun) {
        return until != null && RegistrationDates.canEnd(until, begun, clock.instant())
                ? until
                : null;
    }

    private Sighting untilNow(Sighting byUs) {
        Instant now = clock.instant();
        return switch (byUs) {
            case Sighting.FirstContact first when first.at().isAfter(now) ->
                    new Sighting.FirstContact(now);
            case Sighting.At at when at.instant().isAfter(now) -> new Sighting.At(now);
            case Sighting.FirstContact _,
                    Sighting.At _,
                    Sighting.Established _,
                    Sighting.Unavailable _ ->
                    byUs;
        };
    }
}
