package org.domainstats.communityserver;

import org.domainstats.communityserver.AccessControl.Entry;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.OriginalReplies;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.RequestCodec;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes what the doors hand in, and hands back what is to go out. What is in memory is answered on
 * the caller's thread, the rest on a virtual one.
 */
final class RequestDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    /** Minutes; as the original asked of its clients. */
    private static final int HEALTH_INTERVAL = 30;

    /** Each holds a thread and waits for the disk or a registry. */
    private static final int MOST_AT_WORK = 4_096;

    private static final CommunityReply BUSY = new CommunityReply.ErrorReply("server busy", 1);

    private final AccessControl gate;
    private final QueryHandler queries;
    private final TrafficCounters traffic;
    private final MemberHealth health;
    private final ClientTerms manners;
    private final Semaphore seats = new Semaphore(MOST_AT_WORK);
    private final ConcurrentHashMap<String, CompletableFuture<CommunityReply>> underWay =
            new ConcurrentHashMap<>();

    RequestDispatcher(
            AccessControl gate,
            QueryHandler queries,
            TrafficCounters traffic,
            MemberHealth health,
            ClientTerms manners) {
        this.gate = gate;
        this.queries = queries;
        this.traffic = traffic;
        this.health = health;
        this.manners = manners;
    }

    /** What every client is told alike. */
    record ClientTerms(
            List<String> prohibitedTlds, Supplier<FeedVersion> newestFeed, InstantSource clock) {

        boolean prohibits(String domain) {
            for (String suffix : prohibitedTlds) {
                int start = domain.length() - suffix.length();
                if (domain.regionMatches(true, start, suffix, 0, suffix.length())
                        && (start == 0 || domain.charAt(start - 1) == '.')) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Takes one message.
     *
     * @param answer hears what becomes of it, exactly once, on this thread or another; never blocks
     */
    void take(byte[] bytes, int length, InetAddress from, Consumer<RequestOutcome> answer) {
        traffic.requests.increment();
        switch (Envelope.open(bytes, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                answer.accept(RequestOutcome.MALFORMED);
            }
            case Envelope.Bare bare -> enter(gate.bare(from), bare.bytes(), bare.length(), answer);
            case Envelope.Signed signed ->
                    enter(gate.signed(signed, from), signed.bytes(), signed.length(), answer);
        }
    }

    private void enter(Entry entry, byte[] bytes, int length, Consumer<RequestOutcome> answer) {
        switch (entry) {
            case Entry.Limited _ -> {
                traffic.limited.increment();
                answer.accept(RequestOutcome.LIMITED);
            }
            case Entry.Forged forged -> {
                traffic.forged.increment();
                // Nothing to sign this with; whoever looks for the fault sees it.
                CommunityReply reply =
                        new CommunityReply.ErrorReply(
                                "unknown client or wrong token: " + forged.client(), 0);
                answer.accept(new RequestOutcome.Bytes(ReplyCodec.encode(reply)));
            }
            case Entry.Denied denied ->
                    decode(bytes, length, answer, request -> deny(denied, request, answer));
            case Entry.Admitted admitted ->
                    decode(
                            bytes,
                            length,
                            answer,
                            request -> admit(admitted.caller(), request, answer));
        }
    }

    private void decode(
            byte[] bytes,
            int length,
            Consumer<RequestOutcome> answer,
            Consumer<CommunityRequest.Valid> next) {
        switch (RequestCodec.decode(bytes, 0, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                answer.accept(RequestOutcome.MALFORMED);
            }
            case CommunityRequest.Valid request -> next.accept(request);
        }
    }

    private void deny(
            Entry.Denied denied, CommunityRequest.Valid request, Consumer<RequestOutcome> answer) {
        traffic.refused.increment();
        CommunityReply reply =
                request instanceof CommunityRequest.Config
                        ? new CommunityReply.Config(manners.prohibitedTlds(), denied.message())
                        : new CommunityReply.ErrorReply(denied.message(), 0);
        answer.accept(render(reply, request, denied.caller()));
    }

    private void admit(
            RequestOrigin caller, CommunityRequest.Valid request, Consumer<RequestOutcome> answer) {
        switch (request) {
            case CommunityRequest.Config _ ->
                    answer.accept(
                            render(
                                    new CommunityReply.Config(manners.prohibitedTlds(), null),
                                    request,
                                    caller));
            case CommunityRequest.Version _ ->
                    answer.accept(
                            render(
                                    new CommunityReply.Version(manners.newestFeed().get()),
                                    request,
                                    caller));
            case CommunityRequest.Healthcheck told -> {
                health.put(caller, told, manners.clock().instant());
                answer.accept(
                        render(new CommunityReply.Healthcheck(HEALTH_INTERVAL), request, caller));
            }
            case CommunityRequest.Query query -> query(caller, query, answer);
            case CommunityRequest.Update update -> {
                answer.accept(RequestOutcome.NOTHING);
                String domain = update.domain();
                if (domain != null) {
                    work(() -> queries.lookUp(domain));
                }
            }
        }
    }

    private void query(
            RequestOrigin caller, CommunityRequest.Query query, Consumer<RequestOutcome> answer) {
        traffic.queries.increment();
        if (manners.prohibits(query.domain())) {
            CommunityReply reply = new CommunityReply.ErrorReply("prohibited", 0);
            answer.accept(render(reply, query, caller));
            return;
        }
        CachedReply ready = queries.cached(query, caller.member());
        if (ready != null) {
            traffic.cached.increment();
            answer.accept(render(ready, query, caller));
            return;
        }
        var _ =
                answerLater(caller, query)
                        .thenAccept(reply -> answer.accept(render(reply, query, caller)));
    }

    /** The reply to come; that of the same question if it is under way already. */
    private CompletableFuture<CommunityReply> answerLater(
            RequestOrigin caller, CommunityRequest.Query query) {
        String question = query.id() == null ? null : caller.member() + " " + query.id();
        CompletableFuture<CommunityReply> mine = new CompletableFuture<>();
        if (question != null) {
            CompletableFuture<CommunityReply> earlier = underWay.putIfAbsent(question, mine);
            if (earlier != null) {
                traffic.repeated.increment();
                return earlier;
            }
        }
        boolean begun =
                work(
                        () -> {
                            try {
                                mine.complete(answer(caller, query));
                            } finally {
                                // Completes it if the answer was a fault; else it changes nothing.
                                mine.complete(BUSY);
                                end(question, mine);
                            }
                        });
        if (!begun) {
            traffic.busy.increment();
            mine.complete(BUSY);
            end(question, mine);
        }
        return mine;
    }

    private void end(@Nullable String question, CompletableFuture<CommunityReply> mine) {
        if (question != null) {
            underWay.remove(question, mine);
        }
    }

    private CommunityReply answer(RequestOrigin caller, CommunityRequest.Query query) {
        CommunityReply reply = queries.answer(query, caller.member());
        if (reply instanceof CommunityReply.QueryReply told
                && told.byUs() instanceof org.domainstats.model.Sighting.FirstContact) {
            traffic.firstContacts.increment();
        }
        return reply;
    }

    /** Has work done on a virtual thread; false if too much is being done already. */
    private boolean work(Runnable work) {
        if (!seats.tryAcquire()) {
            return false;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (StoreException fault) {
                                LOG.error("a question went unanswered: {}", fault.getMessage());
                            } finally {
                                seats.release();
                            }
                        });
        return true;
    }

    private RequestOutcome render(
            CachedReply ready, CommunityRequest.Query query, RequestOrigin caller) {
        if (query.id() == null) {
            return seal(OriginalReplies.encode(ready.told(), query.version()), caller);
        }
        return seal(ReplyCodec.withId(ready.bytes(), query.id()), caller);
    }

    private RequestOutcome render(
            CommunityReply reply, CommunityRequest.Valid request, RequestOrigin caller) {
        if (request.id() != null) {
            return seal(ReplyCodec.withId(ReplyCodec.encode(reply), request.id()), caller);
        }
        StatedVersion version =
                request instanceof CommunityRequest.Query query
                        ? query.version()
                        : StatedVersion.NONE;
        return seal(OriginalReplies.encode(reply, version), caller);
    }

    private static RequestOutcome seal(byte[] message, RequestOrigin caller) {
        return new RequestOutcome.Bytes(
                caller.key() == null ? message : Envelope.seal(message, caller.key()));
    }
}
