package org.domainstats.communityclient;

import org.domainstats.base.Deadline;
import org.domainstats.base.Stoppable;
import org.domainstats.lookup.Community;
import org.domainstats.model.DomainName;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityReply.QueryReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client of a community server. It asks as long as the server answers and agrees to it. */
public final class CommunityClient implements Community, Stoppable {

    private final CommunitySession session;
    private final UnansweredQueries unanswered;
    private final ReplyInterpreter interpreter;
    private final Duration deadline;
    private final ConcurrentHashMap<DomainName, CompletableFuture<Reply>> inFlight =
            new ConcurrentHashMap<>();

    CommunityClient(
            CommunitySession session,
            UnansweredQueries unanswered,
            ReplyInterpreter interpreter,
            Duration deadline) {
        this.session = session;
        this.unanswered = unanswered;
        this.interpreter = interpreter;
        this.deadline = deadline;
    }

    /** A client that sends nothing before {@link #start}. */
    public static CommunityClient of(CommunityEndpoint endpoint, ClientDescription self) {
        return endpoint.client(self);
    }

    /** Starts the session with the server. */
    public void start() {
        session.start();
    }

    /**
     * Asks about a site. Concurrent entries about one site share one query, so that a first contact
     * is announced to all of them or to none.
     */
    @Override
    public Reply ask(DomainName site) {
        CompletableFuture<Reply> mine = new CompletableFuture<>();
        CompletableFuture<Reply> other = inFlight.putIfAbsent(site, mine);
        if (other != null) {
            return await(other);
        }
        Reply reply = new Reply.NoReply("the question failed");
        try {
            reply = query(site);
            return reply;
        } finally {
            inFlight.remove(site, mine);
            mine.complete(reply);
        }
    }

    private Reply await(CompletableFuture<Reply> other) {
        try {
            return other.get(2 * deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.NoReply("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new Reply.NoReply("no answer in time");
        }
    }

    private Reply query(DomainName site) {
        long start = System.nanoTime();
        String objection = session.objection(site, deadline);
        if (objection != null) {
            return new Reply.NoReply(objection);
        }
        Duration left = deadline.minusNanos(System.nanoTime() - start);
        CommunityRequest.Query query =
                new CommunityRequest.Query(
                        unanswered.idFor(site),
                        StatedVersion.of(session.feedVersion()),
                        site.ascii());
        return switch (session.query(query, left)) {
            case ReceivedReply.None none -> new Reply.NoReply(none.reason());
            case ReceivedReply.Reply received -> accept(received.reply(), site);
        };
    }

    private Reply accept(CommunityReply received, DomainName site) {
        if (received instanceof QueryReply answer) {
            unanswered.answered(site);
            if (answer.version() != null) {
                session.newestFeed(answer.version());
            }
        }
        return interpreter.interpret(received);
    }

    /** Whether the server prohibits a name, as far as its terms are known. */
    @Override
    public boolean prohibits(DomainName host) {
        return session.prohibits(host);
    }

    /** Why the server is not asked just now, in words for people; null if it is. */
    public @Nullable String problem() {
        return session.problem();
    }

    @Override
    public void stop() {
        session.stop();
    }

    @Override
    public void close(Deadline deadline) {
        session.close(deadline);
    }
}
