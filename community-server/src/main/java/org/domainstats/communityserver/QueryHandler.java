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

/** Answers queries through the look-up, whose contacts are the community's. */
final class QueryHandler {

    private final Lookup lookup;
    private final Hostnames hostnames;
    private final Announcer announcer;
    private final AskerRecorder notes;
    private final Timeouts patience;
    private final Supplier<FeedVersion> newestFeed;

    QueryHandler(
            CommunityLookup engine,
            Announcer announcer,
            AskerRecorder notes,
            Timeouts patience,
            Supplier<FeedVersion> newestFeed) {
        this.lookup = engine.lookup();
        this.hostnames = engine.hostnames();
        this.announcer = announcer;
        this.notes = notes;
        this.patience = patience;
        this.newestFeed = newestFeed;
    }

    /** The reply that is ready, or null if there is work to do. Never blocks. */
    @Nullable CachedReply cached(CommunityRequest.Query query, String member) {
        MessageId id = query.id();
        if (id != null && announcer.mayHold(member, id)) {
            return null;
        }
        CachedAnswer cached = lookup.cached(query.domain());
        if (cached == null || !(cached.answer().name() instanceof PublicName name)) {
            return null;
        }
        FeedVersion newest = newestFeed.get();
        if (cached.rendering() instanceof CachedReply ready && ready.names(newest)) {
            ready.noteAsker(member, notes);
            return ready;
        }
        Answer answer = cached.answer();
        CachedReply fresh = new CachedReply(told(answer, answer.seen().byYou(), newest), name);
        fresh.noteAsker(member, notes);
        cached.keepRendering(fresh);
        return fresh;
    }

    /** The reply, waiting for the disk and for a while for the registry. */
    CommunityReply answer(CommunityRequest.Query query, String member) {
        return switch (hostnames.reduce(query.domain())) {
            case NotPublic junk -> new CommunityReply.ErrorReply(junk.reason().text(), 0);
            case PublicName name -> answer(query, name, member);
        };
    }

    private CommunityReply answer(CommunityRequest.Query query, PublicName name, String member) {
        boolean first = announcer.isFirst(name.site(), member, query.id());
        Duration wait = query.id() == null ? patience.original() : patience.ours();
        Answer answer = lookup.answer(new Question(query.domain(), false, wait));
        notes.note(name.domain(), member);
        return told(answer, announced(answer.seen().byYou(), first), newestFeed.get());
    }

    /** The contact as this question is to hear of it. */
    private static Sighting announced(Sighting contact, boolean first) {
        return switch (contact) {
            case Sighting.FirstContact fresh -> first ? fresh : new Sighting.At(fresh.at());
            case Sighting.At at -> first ? new Sighting.FirstContact(at.instant()) : at;
            case Sighting.Established _, Sighting.Unavailable _ -> contact;
        };
    }

    private static CommunityReply.QueryReply told(
            Answer answer, Sighting byUs, FeedVersion newest) {
        return new CommunityReply.QueryReply(
                byUs,
                answer.seen().byWeb() instanceof Sighting.Established,
                answer.facts().registration(),
                answer.facts().rank(),
                answer.facts().insights().labels(),
                newest.equals(FeedVersion.NONE) ? null : newest);
    }

    /** Looks a domain up at the source, because someone says he knows something of it. */
    void lookUp(String domain) {
        var _ = lookup.answer(new Question(domain, true, Duration.ZERO));
    }
}
