package org.domainstats.communityserver;

import org.domainstats.communityserver.CommunitySettings.Timeouts;
import org.domainstats.lookup.CachedAnswer;
import org.domainstats.lookup.Lookup;
import org.domainstats.lookup.Question;
import org.domainstats.model.Answer;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.Sighting;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.MessageId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;

/** Answers queries with the lookup engine, whose contacts are the community's. */
final class QueryHandler {

    private final Lookup lookup;
    private final Hostnames hostnames;
    private final AnnouncementClaims claims;
    private final AskerRecorder askers;
    private final Timeouts timeouts;
    private final Supplier<FeedVersion> newestFeed;

    QueryHandler(
            CommunityLookup engine,
            AnnouncementClaims claims,
            AskerRecorder askers,
            Timeouts timeouts,
            Supplier<FeedVersion> newestFeed) {
        this.lookup = engine.lookup();
        this.hostnames = engine.hostnames();
        this.claims = claims;
        this.askers = askers;
        this.timeouts = timeouts;
        this.newestFeed = newestFeed;
    }

    /** The reply from memory, or null if the disk or a registry is needed. Never blocks. */
    @Nullable CachedReply cached(CommunityRequest.Query query, String member) {
        MessageId id = query.id();
        if (id != null && claims.mayHoldClaim(member, id)) {
            return null;
        }
        CachedAnswer cached = lookup.cached(query.domain());
        if (cached == null || !(cached.answer().name() instanceof PublicName name)) {
            return null;
        }
        FeedVersion newest = newestFeed.get();
        if (cached.rendering() instanceof CachedReply reply && reply.hasVersion(newest)) {
            reply.recordAsker(member, askers);
            return reply;
        }
        Answer answer = cached.answer();
        CachedReply rendered =
                new CachedReply(toReply(answer, answer.seen().byYou(), newest), name);
        rendered.recordAsker(member, askers);
        cached.keepRendering(rendered);
        return rendered;
    }

    /** The reply. Blocks on the disk, and on the registry up to a timeout. */
    CommunityReply answer(CommunityRequest.Query query, String member) {
        return switch (hostnames.reduce(query.domain())) {
            case NotPublic junk -> new CommunityReply.ErrorReply(junk.reason().text(), 0);
            case PublicName name -> answer(query, name, member);
        };
    }

    private CommunityReply answer(CommunityRequest.Query query, PublicName name, String member) {
        boolean first = claims.claim(name.site(), member, query.id());
        Duration wait = query.id() == null ? timeouts.original() : timeouts.own();
        Answer answer = lookup.answer(new Question(query.domain(), false, wait));
        askers.record(name.domain(), member);
        return toReply(answer, withAnnouncement(answer.seen().byYou(), first), newestFeed.get());
    }

    /** The contact as the reply to this request states it. */
    private static Sighting withAnnouncement(Sighting contact, boolean first) {
        return switch (contact) {
            case Sighting.FirstContact made -> first ? made : new Sighting.At(made.at());
            case Sighting.At at -> first ? new Sighting.FirstContact(at.instant()) : at;
            case Sighting.Established _, Sighting.Unavailable _ -> contact;
        };
    }

    private static CommunityReply.QueryReply toReply(
            Answer answer, Sighting byUs, FeedVersion newest) {
        return new CommunityReply.QueryReply(
                byUs,
                answer.seen().byWeb() instanceof Sighting.Established,
                answer.facts().registration(),
                answer.facts().rank(),
                answer.facts().insights().labels(),
                newest.equals(FeedVersion.NONE) ? null : newest);
    }

    /** Looks a domain up at its registry, because an update message named it. */
    void lookUp(String domain) {
        var _ = lookup.answer(new Question(domain, true, Duration.ZERO));
    }
}
