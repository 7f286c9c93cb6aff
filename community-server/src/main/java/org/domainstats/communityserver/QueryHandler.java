package org.domainstats.communityserver;

import org.domainstats.base.LimitedLog;
import org.domainstats.communityserver.CommunitySettings.Timeouts;
import org.domainstats.communityserver.ReplyEncoder.Encoded;
import org.domainstats.lookup.Lookup;
import org.domainstats.lookup.LookupCounters;
import org.domainstats.lookup.Question;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Name;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityReply.ErrorReply;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest.Query;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.Supplier;

/** Answers queries with the lookup engine, whose contacts are the community's. */
final class QueryHandler {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(QueryHandler.class));

    private final Lookup lookup;
    private final Hostnames hostnames;
    private final AnnouncementClaims claims;
    private final AskerRecorder askers;
    private final Terms terms;
    private final LookupCounters counters = new LookupCounters();

    QueryHandler(
            CommunityLookup engine, AnnouncementClaims claims, AskerRecorder askers, Terms terms) {
        this.lookup = engine.lookup();
        this.hostnames = engine.hostnames();
        this.claims = claims;
        this.askers = askers;
        this.terms = terms;
    }

    /** What holds for every query alike. */
    record Terms(DomainSuffixes prohibited, Timeouts timeouts, Supplier<FeedVersion> newestFeed) {}

    /** The answer in memory, or null. Never blocks. */
    @Nullable CachedAnswer findAnswer(IncomingRequest<Query> request) {
        return lookup.cached(request.message().domain());
    }

    /** The reply in memory, or null if the disk must be read for it. Never blocks. */
    @Nullable CachedReply findReply(CachedAnswer answer, IncomingRequest<Query> request) {
        String member = request.origin().member();
        if (!(answer.rendering() instanceof CachedReply reply)
                || claims.holds(reply.claim(), member, request.id())) {
            return null;
        }
        CachedReply current = reply;
        FeedVersion newest = terms.newestFeed.get();
        if (!reply.hasVersion(newest)) {
            current =
                    new CachedReply(CachedReply.withVersion(reply.reply(), newest), reply.claim());
            answer.keepRendering(current);
        }
        recordAsker(current, answer.answer(), member);
        return current;
    }

    private void recordAsker(CachedReply reply, Answer answer, String member) {
        if (reply.isNewAsker(member, askers.threshold())
                && answer.name() instanceof PublicName name) {
            askers.record(name.domain(), member);
        }
    }

    /**
     * The reply, encoded, or null if it is too long for the request. Blocks on the disk, and
     * without an answer in memory on the registry up to a timeout.
     */
    @Nullable Encoded answer(IncomingRequest<Query> request, @Nullable CachedAnswer cached) {
        Name name =
                cached == null
                        ? hostnames.reduce(request.message().domain())
                        : cached.answer().name();
        return switch (name) {
            case NotPublic junk -> encodeError(junk.reason().text(), request);
            case PublicName prohibited when terms.prohibited.contain(prohibited.host()) ->
                    encodeError("prohibited", request);
            case PublicName allowed -> answer(allowed, request, cached);
        };
    }

    private static @Nullable Encoded encodeError(String error, IncomingRequest<Query> request) {
        return ReplyEncoder.encode(new ErrorReply(error, 0), request);
    }

    private @Nullable Encoded answer(
            PublicName name, IncomingRequest<Query> request, @Nullable CachedAnswer cached) {
        String member = request.origin().member();
        var attempt = claims.claim(name.site(), member, request.id());
        @Nullable Encoded encoded = null;
        try {
            Answer answer = cached == null ? lookUp(request) : cached.answer();
            encoded = ReplyEncoder.encode(reply(answer, attempt, request), request);
            if (cached != null && !attempt.succeeded()) {
                keep(cached, attempt);
            }
            askers.record(name.domain(), member);
        } finally {
            // A client of ours repeats its id; one of the original has this reply or none.
            if (encoded == null || !encoded.announces()) {
                attempt.release();
                attempt.close();
            } else if (request.id() == null) {
                encoded = encoded.with(sent -> delivered(attempt, sent));
            } else {
                attempt.close();
            }
        }
        return encoded;
    }

    private static void delivered(AnnouncementClaims.Attempt attempt, boolean sent) {
        if (sent) {
            attempt.close();
        } else {
            Thread.ofVirtual().name("community-release").start(() -> giveBack(attempt));
        }
    }

    /** The next request takes the announcement that nobody got. Blocks on the disk. */
    private static void giveBack(AnnouncementClaims.Attempt attempt) {
        try (attempt) {
            attempt.release();
        } catch (StoreException fault) {
            LOG.warn("release", fault, "could not give an announcement back that nobody got");
        }
    }

    private Answer lookUp(IncomingRequest<Query> request) {
        Duration timeout = request.id() == null ? terms.timeouts.original() : terms.timeouts.own();
        Answer answer =
                lookup.answer(
                        new Question(
                                request.message().domain(),
                                false,
                                timeout,
                                request.origin().lookupClient()));
        counters.count(answer);
        return answer;
    }

    /** What was counted of answers that were not in memory. */
    LookupCounters counters() {
        return counters;
    }

    private QueryReply reply(
            Answer answer, AnnouncementClaims.Attempt attempt, IncomingRequest<Query> request) {
        Sighting contact = contact(answer.seen().byYou(), attempt.succeeded());
        return reply(answer, contact, newestFor(request.version()));
    }

    private static Sighting contact(Sighting recorded, boolean announce) {
        return switch (recorded) {
            case Sighting.FirstContact made -> announce ? made : new Sighting.At(made.at());
            case Sighting.At at -> announce ? new Sighting.FirstContact(at.instant()) : at;
            case Sighting.Established _, Sighting.Unavailable _ -> recorded;
        };
    }

    private @Nullable FeedVersion newestFor(StatedVersion client) {
        FeedVersion newest = terms.newestFeed.get();
        return newest.equals(FeedVersion.NONE) || !CachedReply.isForClient(newest, client)
                ? null
                : newest;
    }

    private void keep(CachedAnswer cached, AnnouncementClaims.Attempt attempt) {
        Answer answer = cached.answer();
        Sighting contact = contact(answer.seen().byYou(), false);
        QueryReply reply = reply(answer, contact, newestFor(StatedVersion.NONE));
        if (attempt.isSettled()) {
            cached.keepRendering(new CachedReply(reply, attempt.held()));
        }
    }

    private static QueryReply reply(Answer answer, Sighting byUs, @Nullable FeedVersion version) {
        return new CommunityReply.QueryReply(
                byUs,
                answer.seen().byWeb() instanceof Sighting.Established,
                dated(answer),
                answer.facts().rank(),
                answer.facts().insights().labels(),
                version);
    }

    /** A list that tells no date of registration tells members none. */
    private static @Nullable RegistrationOutcome dated(Answer answer) {
        return answer.facts().registration() instanceof Registered registered
                        && registered.source() == Source.HINT
                        && answer.seen().byWeb() instanceof Sighting.Unavailable
                ? null
                : answer.facts().registration();
    }

    /** Looks a domain up at its registry, because an update message named it. */
    void refresh(String domain, RequestOrigin origin) {
        var _ = lookup.answer(new Question(domain, true, Duration.ZERO, origin.lookupClient()));
    }
}
