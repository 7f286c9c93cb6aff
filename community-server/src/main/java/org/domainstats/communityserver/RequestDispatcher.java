package org.domainstats.communityserver;

import org.domainstats.communityserver.MessageAccess.Decision;
import org.domainstats.communityserver.ReplyEncoder.Encoded;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.Query;
import org.domainstats.protocol.CommunityRequest.Valid;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.RequestCodec;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Handles the messages that the listeners receive. What is in memory is answered on the calling
 * thread, everything else on a virtual one.
 */
final class RequestDispatcher {

    /** Minutes; the interval that the original server sets. */
    private static final int HEALTHCHECK_MINUTES = 30;

    private static final CommunityReply BUSY = new CommunityReply.ErrorReply("server busy", 1);

    private final MessageAccess messageAccess;
    private final QueryHandler queries;
    private final TrafficCounters traffic;
    private final MemberHealth health;
    private final ClientTerms terms;
    private final RunningQueries running;

    RequestDispatcher(
            MessageAccess messageAccess,
            QueryHandler queries,
            TrafficCounters traffic,
            MemberHealth health,
            ClientTerms terms) {
        this.messageAccess = messageAccess;
        this.queries = queries;
        this.traffic = traffic;
        this.health = health;
        this.terms = terms;
        this.running = new RunningQueries(traffic);
    }

    /** What holds for every client alike. */
    record ClientTerms(
            List<String> prohibitedTlds, Supplier<FeedVersion> newestFeed, InstantSource clock) {}

    /** Where a message came from, and what becomes of it. */
    record Sender(InetAddress address, Transport transport, Consumer<RequestOutcome> onOutcome) {}

    /**
     * Handles one message.
     *
     * @param sender gets the outcome exactly once, on this thread or another, and must not block
     */
    void dispatch(byte[] bytes, int length, Sender sender) {
        traffic.requests.increment();
        switch (Envelope.open(bytes, length)) {
            case Malformed _ -> rejectMalformed(sender);
            case Envelope.Bare bare ->
                    handle(
                            messageAccess.checkUnsigned(sender.address, sender.transport),
                            bare.bytes(),
                            bare.length(),
                            sender);
            case Envelope.Signed signed ->
                    handle(
                            messageAccess.checkSigned(signed, sender.address),
                            signed.bytes(),
                            signed.length(),
                            sender);
        }
    }

    private void rejectMalformed(Sender sender) {
        traffic.malformed.increment();
        sender.onOutcome.accept(RequestOutcome.MALFORMED);
    }

    private void handle(Decision decision, byte[] bytes, int length, Sender sender) {
        switch (decision) {
            case Decision.Limited _ -> {
                traffic.limited.increment();
                sender.onOutcome.accept(RequestOutcome.LIMITED);
            }
            case Decision.Forged forged -> {
                traffic.forged.increment();
                // There is no key to sign this with; it helps to find a wrong configuration.
                CommunityReply reply =
                        new CommunityReply.ErrorReply(
                                "unknown client or wrong token: " + forged.client(), 0);
                sender.onOutcome.accept(
                        new RequestOutcome.Bytes(ReplyCodec.encode(reply), Delivery.IGNORED));
            }
            case Decision.Denied denied -> {
                IncomingRequest<Valid> request = decode(bytes, length, denied.origin(), sender);
                if (request != null) {
                    deny(denied.message(), request, sender);
                }
            }
            case Decision.Admitted admitted -> {
                IncomingRequest<Valid> request = decode(bytes, length, admitted.origin(), sender);
                if (request != null) {
                    admit(request, sender);
                }
            }
        }
    }

    private @Nullable IncomingRequest<Valid> decode(
            byte[] bytes, int length, RequestOrigin origin, Sender sender) {
        return switch (RequestCodec.decode(bytes, 0, length)) {
            case Malformed _ -> {
                rejectMalformed(sender);
                yield null;
            }
            case Valid message ->
                    new IncomingRequest<>(
                            message,
                            origin,
                            sender.transport.longestReply(message, length, origin));
        };
    }

    private void deny(String message, IncomingRequest<Valid> request, Sender sender) {
        traffic.refused.increment();
        CommunityReply reply =
                request.message() instanceof CommunityRequest.Config
                        ? new CommunityReply.Config(terms.prohibitedTlds(), message)
                        : new CommunityReply.ErrorReply(message, 0);
        reply(reply, request, sender);
    }

    private void admit(IncomingRequest<Valid> request, Sender sender) {
        switch (request.message()) {
            case CommunityRequest.Config _ ->
                    reply(new CommunityReply.Config(terms.prohibitedTlds(), null), request, sender);
            case CommunityRequest.Version _ ->
                    reply(new CommunityReply.Version(terms.newestFeed().get()), request, sender);
            case CommunityRequest.Healthcheck report -> {
                health.record(request.origin(), report, terms.clock().instant());
                reply(new CommunityReply.Healthcheck(HEALTHCHECK_MINUTES), request, sender);
            }
            case Query query -> query(request.with(query), sender);
            case CommunityRequest.Update update -> {
                sender.onOutcome.accept(RequestOutcome.NOTHING);
                String domain = update.domain();
                if (domain != null) {
                    var _ =
                            running.start(
                                    request.origin(),
                                    () -> queries.refresh(domain, request.origin()));
                }
            }
        }
    }

    private void query(IncomingRequest<Query> request, Sender sender) {
        traffic.queries.increment();
        CachedAnswer answer = queries.findAnswer(request);
        CachedReply cached = answer == null ? null : queries.findReply(answer, request);
        if (cached != null) {
            traffic.cached.increment();
            sender.onOutcome.accept(outcome(ReplyEncoder.encode(cached, request)));
            return;
        }
        RunningQueries.Repeatable key =
                request.id() == null
                        ? null
                        : new RunningQueries.Repeatable(
                                request.origin().member(),
                                request.message(),
                                request.longestReply());
        RequestOutcome busy = outcome(ReplyEncoder.encode(BUSY, request));
        var _ =
                running.answer(key, request.origin(), () -> answer(request, answer), busy)
                        .thenAccept(sender.onOutcome);
    }

    private RequestOutcome answer(IncomingRequest<Query> request, @Nullable CachedAnswer cached) {
        Encoded encoded = queries.answer(request, cached);
        if (encoded != null && encoded.announces()) {
            traffic.firstContacts.increment();
        }
        return outcome(encoded);
    }

    private void reply(CommunityReply reply, IncomingRequest<?> request, Sender sender) {
        sender.onOutcome.accept(outcome(ReplyEncoder.encode(reply, request)));
    }

    private RequestOutcome outcome(@Nullable Encoded encoded) {
        if (encoded == null) {
            traffic.refused.increment();
            return RequestOutcome.NOTHING;
        }
        return new RequestOutcome.Bytes(encoded.bytes(), encoded.delivery());
    }
}
