package org.domainstats.communityserver;

import org.domainstats.communityserver.AccessControl.Decision;
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
 * Handles the messages that the listeners receive. What is in memory is answered on the calling
 * thread, everything else on a virtual one.
 */
final class RequestDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    /** Minutes; the interval that the original server sets. */
    private static final int HEALTHCHECK_MINUTES = 30;

    /** Each holds a virtual thread and waits for the disk or a registry. */
    private static final int MAX_CONCURRENT = 4_096;

    private static final CommunityReply BUSY = new CommunityReply.ErrorReply("server busy", 1);

    private final AccessControl accessControl;
    private final QueryHandler queries;
    private final TrafficCounters traffic;
    private final MemberHealth health;
    private final ClientTerms terms;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final ConcurrentHashMap<String, CompletableFuture<CommunityReply>> inFlight =
            new ConcurrentHashMap<>();

    RequestDispatcher(
            AccessControl accessControl,
            QueryHandler queries,
            TrafficCounters traffic,
            MemberHealth health,
            ClientTerms terms) {
        this.accessControl = accessControl;
        this.queries = queries;
        this.traffic = traffic;
        this.health = health;
        this.terms = terms;
    }

    /** What holds for every client alike. */
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
     * Handles one message.
     *
     * @param onOutcome called exactly once, on this thread or another; must not block
     */
    void dispatch(byte[] bytes, int length, InetAddress from, Consumer<RequestOutcome> onOutcome) {
        traffic.requests.increment();
        switch (Envelope.open(bytes, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                onOutcome.accept(RequestOutcome.MALFORMED);
            }
            case Envelope.Bare bare ->
                    handle(
                            accessControl.checkUnsigned(from),
                            bare.bytes(),
                            bare.length(),
                            onOutcome);
            case Envelope.Signed signed ->
                    handle(
                            accessControl.checkSigned(signed, from),
                            signed.bytes(),
                            signed.length(),
                            onOutcome);
        }
    }

    private void handle(
            Decision decision, byte[] bytes, int length, Consumer<RequestOutcome> onOutcome) {
        switch (decision) {
            case Decision.Limited _ -> {
                traffic.limited.increment();
                onOutcome.accept(RequestOutcome.LIMITED);
            }
            case Decision.Forged forged -> {
                traffic.forged.increment();
                // There is no key to sign this with; it helps to find a wrong configuration.
                CommunityReply reply =
                        new CommunityReply.ErrorReply(
                                "unknown client or wrong token: " + forged.client(), 0);
                onOutcome.accept(new RequestOutcome.Bytes(ReplyCodec.encode(reply)));
            }
            case Decision.Denied denied ->
                    decode(bytes, length, onOutcome, request -> deny(denied, request, onOutcome));
            case Decision.Admitted admitted ->
                    decode(
                            bytes,
                            length,
                            onOutcome,
                            request -> admit(admitted.origin(), request, onOutcome));
        }
    }

    private void decode(
            byte[] bytes,
            int length,
            Consumer<RequestOutcome> onOutcome,
            Consumer<CommunityRequest.Valid> next) {
        switch (RequestCodec.decode(bytes, 0, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                onOutcome.accept(RequestOutcome.MALFORMED);
            }
            case CommunityRequest.Valid request -> next.accept(request);
        }
    }

    private void deny(
            Decision.Denied denied,
            CommunityRequest.Valid request,
            Consumer<RequestOutcome> onOutcome) {
        traffic.refused.increment();
        CommunityReply reply =
                request instanceof CommunityRequest.Config
                        ? new CommunityReply.Config(terms.prohibitedTlds(), denied.message())
                        : new CommunityReply.ErrorReply(denied.message(), 0);
        onOutcome.accept(encode(reply, request, denied.origin()));
    }

    private void admit(
            RequestOrigin origin,
            CommunityRequest.Valid request,
            Consumer<RequestOutcome> onOutcome) {
        switch (request) {
            case CommunityRequest.Config _ ->
                    onOutcome.accept(
                            encode(
                                    new CommunityReply.Config(terms.prohibitedTlds(), null),
                                    request,
                                    origin));
            case CommunityRequest.Version _ ->
                    onOutcome.accept(
                            encode(
                                    new CommunityReply.Version(terms.newestFeed().get()),
                                    request,
                                    origin));
            case CommunityRequest.Healthcheck report -> {
                health.record(origin, report, terms.clock().instant());
                onOutcome.accept(
                        encode(
                                new CommunityReply.Healthcheck(HEALTHCHECK_MINUTES),
                                request,
                                origin));
            }
            case CommunityRequest.Query query -> query(origin, query, onOutcome);
            case CommunityRequest.Update update -> {
                onOutcome.accept(RequestOutcome.NOTHING);
                String domain = update.domain();
                if (domain != null) {
                    startTask(() -> queries.lookUp(domain));
                }
            }
        }
    }

    private void query(
            RequestOrigin origin,
            CommunityRequest.Query query,
            Consumer<RequestOutcome> onOutcome) {
        traffic.queries.increment();
        if (terms.prohibits(query.domain())) {
            CommunityReply reply = new CommunityReply.ErrorReply("prohibited", 0);
            onOutcome.accept(encode(reply, query, origin));
            return;
        }
        CachedReply cachedReply = queries.cached(query, origin.member());
        if (cachedReply != null) {
            traffic.cached.increment();
            onOutcome.accept(encode(cachedReply, query, origin));
            return;
        }
        var _ =
                startQuery(origin, query)
                        .thenAccept(reply -> onOutcome.accept(encode(reply, query, origin)));
    }

    /** The future reply; that of the same request if it is in flight already. */
    private CompletableFuture<CommunityReply> startQuery(
            RequestOrigin origin, CommunityRequest.Query query) {
        String requestKey = query.id() == null ? null : origin.member() + " " + query.id();
        CompletableFuture<CommunityReply> started = new CompletableFuture<>();
        if (requestKey != null) {
            CompletableFuture<CommunityReply> earlier = inFlight.putIfAbsent(requestKey, started);
            if (earlier != null) {
                traffic.repeated.increment();
                return earlier;
            }
        }
        boolean accepted =
                startTask(
                        () -> {
                            try {
                                started.complete(answer(origin, query));
                            } finally {
                                // Has an effect only if the lookup threw.
                                started.complete(BUSY);
                                finish(requestKey, started);
                            }
                        });
        if (!accepted) {
            traffic.busy.increment();
            started.complete(BUSY);
            finish(requestKey, started);
        }
        return started;
    }

    private void finish(@Nullable String requestKey, CompletableFuture<CommunityReply> started) {
        if (requestKey != null) {
            inFlight.remove(requestKey, started);
        }
    }

    private CommunityReply answer(RequestOrigin origin, CommunityRequest.Query query) {
        CommunityReply reply = queries.answer(query, origin.member());
        if (reply instanceof CommunityReply.QueryReply found
                && found.byUs() instanceof org.domainstats.model.Sighting.FirstContact) {
            traffic.firstContacts.increment();
        }
        return reply;
    }

    /** Starts a task on a virtual thread; false if too many are running already. */
    private boolean startTask(Runnable task) {
        if (!permits.tryAcquire()) {
            return false;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                task.run();
                            } catch (StoreException fault) {
                                LOG.error("a query failed: {}", fault.getMessage());
                            } finally {
                                permits.release();
                            }
                        });
        return true;
    }

    private RequestOutcome encode(
            CachedReply cachedReply, CommunityRequest.Query query, RequestOrigin origin) {
        if (query.id() == null) {
            return sign(OriginalReplies.encode(cachedReply.reply(), query.version()), origin);
        }
        return sign(ReplyCodec.withId(cachedReply.bytes(), query.id()), origin);
    }

    private RequestOutcome encode(
            CommunityReply reply, CommunityRequest.Valid request, RequestOrigin origin) {
        if (request.id() != null) {
            return sign(ReplyCodec.withId(ReplyCodec.encode(reply), request.id()), origin);
        }
        StatedVersion version =
                request instanceof CommunityRequest.Query query
                        ? query.version()
                        : StatedVersion.NONE;
        return sign(OriginalReplies.encode(reply, version), origin);
    }

    private static RequestOutcome sign(byte[] message, RequestOrigin origin) {
        return new RequestOutcome.Bytes(
                origin.key() == null ? message : Envelope.seal(message, origin.key()));
    }
}
