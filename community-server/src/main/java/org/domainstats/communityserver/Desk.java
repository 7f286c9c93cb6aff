package org.domainstats.communityserver;

import org.domainstats.communityserver.Gate.Entry;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.OriginalReplies;
import org.domainstats.protocol.Reply;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.Request;
import org.domainstats.protocol.Request.StatedVersion;
import org.domainstats.protocol.RequestCodec;
import org.domainstats.store.StoreFault;
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
final class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    /** Minutes; as the original asked of its clients. */
    private static final int HEALTH_INTERVAL = 30;

    /** Each holds a thread and waits for the disk or a registry. */
    private static final int MOST_AT_WORK = 4_096;

    private static final Reply BUSY = new Reply.Refused("server busy", 1);

    private final Gate gate;
    private final Queries queries;
    private final Traffic traffic;
    private final MemberHealth health;
    private final Manners manners;
    private final Semaphore seats = new Semaphore(MOST_AT_WORK);
    private final ConcurrentHashMap<String, CompletableFuture<Reply>> underWay =
            new ConcurrentHashMap<>();

    Desk(Gate gate, Queries queries, Traffic traffic, MemberHealth health, Manners manners) {
        this.gate = gate;
        this.queries = queries;
        this.traffic = traffic;
        this.health = health;
        this.manners = manners;
    }

    /** What every client is told alike. */
    record Manners(
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
    void take(byte[] bytes, int length, InetAddress from, Consumer<Outcome> answer) {
        traffic.requests.increment();
        switch (Envelope.open(bytes, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                answer.accept(Outcome.MALFORMED);
            }
            case Envelope.Bare bare -> enter(gate.bare(from), bare.bytes(), bare.length(), answer);
            case Envelope.Signed signed ->
                    enter(gate.signed(signed, from), signed.bytes(), signed.length(), answer);
        }
    }

    private void enter(Entry entry, byte[] bytes, int length, Consumer<Outcome> answer) {
        switch (entry) {
            case Entry.Limited _ -> {
                traffic.limited.increment();
                answer.accept(Outcome.LIMITED);
            }
            case Entry.Forged forged -> {
                traffic.forged.increment();
                // Nothing to sign this with; whoever looks for the fault sees it.
                Reply reply =
                        new Reply.Refused("unknown client or wrong token: " + forged.client(), 0);
                answer.accept(new Outcome.Bytes(ReplyCodec.encode(reply)));
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
            byte[] bytes, int length, Consumer<Outcome> answer, Consumer<Request.Understood> next) {
        switch (RequestCodec.decode(bytes, 0, length)) {
            case Malformed _ -> {
                traffic.malformed.increment();
                answer.accept(Outcome.MALFORMED);
            }
            case Request.Understood request -> next.accept(request);
        }
    }

    private void deny(Entry.Denied denied, Request.Understood request, Consumer<Outcome> answer) {
        traffic.refused.increment();
        Reply reply =
                request instanceof Request.Config
                        ? new Reply.Config(manners.prohibitedTlds(), denied.message())
                        : new Reply.Refused(denied.message(), 0);
        answer.accept(render(reply, request, denied.caller()));
    }

    private void admit(Caller caller, Request.Understood request, Consumer<Outcome> answer) {
        switch (request) {
            case Request.Config _ ->
                    answer.accept(
                            render(
                                    new Reply.Config(manners.prohibitedTlds(), null),
                                    request,
                                    caller));
            case Request.Version _ ->
                    answer.accept(
                            render(new Reply.Version(manners.newestFeed().get()), request, caller));
            case Request.Healthcheck told -> {
                health.put(caller, told, manners.clock().instant());
                answer.accept(render(new Reply.Healthcheck(HEALTH_INTERVAL), request, caller));
            }
            case Request.Query query -> query(caller, query, answer);
            case Request.Update update -> {
                answer.accept(Outcome.NOTHING);
                String domain = update.domain();
                if (domain != null) {
                    work(() -> queries.lookUp(domain));
                }
            }
        }
    }

    private void query(Caller caller, Request.Query query, Consumer<Outcome> answer) {
        traffic.queries.increment();
        if (manners.prohibits(query.domain())) {
            Reply reply = new Reply.Refused("prohibited", 0);
            answer.accept(render(reply, query, caller));
            return;
        }
        Rendering ready = queries.cached(query, caller.member());
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
    private CompletableFuture<Reply> answerLater(Caller caller, Request.Query query) {
        String question = query.id() == null ? null : caller.member() + " " + query.id();
        CompletableFuture<Reply> mine = new CompletableFuture<>();
        if (question != null) {
            CompletableFuture<Reply> earlier = underWay.putIfAbsent(question, mine);
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

    private void end(@Nullable String question, CompletableFuture<Reply> mine) {
        if (question != null) {
            underWay.remove(question, mine);
        }
    }

    private Reply answer(Caller caller, Request.Query query) {
        Reply reply = queries.answer(query, caller.member());
        if (reply instanceof Reply.Told told
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
                            } catch (StoreFault fault) {
                                LOG.error("a question went unanswered: {}", fault.getMessage());
                            } finally {
                                seats.release();
                            }
                        });
        return true;
    }

    private Outcome render(Rendering ready, Request.Query query, Caller caller) {
        if (query.id() == null) {
            return seal(OriginalReplies.encode(ready.told(), query.version()), caller);
        }
        return seal(ReplyCodec.withId(ready.bytes(), query.id()), caller);
    }

    private Outcome render(Reply reply, Request.Understood request, Caller caller) {
        if (request.id() != null) {
            return seal(ReplyCodec.withId(ReplyCodec.encode(reply), request.id()), caller);
        }
        StatedVersion version =
                request instanceof Request.Query query ? query.version() : StatedVersion.NONE;
        return seal(OriginalReplies.encode(reply, version), caller);
    }

    private static Outcome seal(byte[] message, Caller caller) {
        return new Outcome.Bytes(
                caller.key() == null ? message : Envelope.seal(message, caller.key()));
    }
}
