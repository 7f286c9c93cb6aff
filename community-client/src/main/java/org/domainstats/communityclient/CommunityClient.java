package org.domainstats.communityclient;

import org.domainstats.lookup.Community;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a community server, as long as it answers and wants to be asked. */
public final class CommunityClient implements Community, AutoCloseable {

    private final CommunitySession liaison;
    private final UnansweredQueries unanswered;
    private final Duration deadline;
    private final ConcurrentHashMap<DomainName, CompletableFuture<Reply>> underWay =
            new ConcurrentHashMap<>();

    CommunityClient(CommunitySession liaison, UnansweredQueries unanswered, Duration deadline) {
        this.liaison = liaison;
        this.unanswered = unanswered;
        this.deadline = deadline;
    }

    /** A client that speaks to nobody before {@link #start}. */
    public static CommunityClient of(CommunityEndpoint connection, ClientDescription self) {
        return connection.client(self);
    }

    /** Learns the server's terms, and tells it how this client is, for as long as it is open. */
    public void start() {
        liaison.start();
    }

    /**
     * Asks about a site. Hosts of one site that are asked about at one moment share one question,
     * so that a first contact is told to all of them or to none.
     */
    @Override
    public Reply ask(DomainName site) {
        CompletableFuture<Reply> mine = new CompletableFuture<>();
        CompletableFuture<Reply> other = underWay.putIfAbsent(site, mine);
        if (other != null) {
            return await(other);
        }
        Reply reply = new Reply.NoReply("the question failed");
        try {
            reply = exchange(site);
            return reply;
        } finally {
            underWay.remove(site, mine);
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

    private Reply exchange(DomainName site) {
        long start = System.nanoTime();
        String objection = liaison.objection(site, deadline);
        if (objection != null) {
            return new Reply.NoReply(objection);
        }
        Duration left = deadline.minusNanos(System.nanoTime() - start);
        CommunityRequest.Query query =
                new CommunityRequest.Query(
                        unanswered.idFor(site),
                        StatedVersion.of(liaison.feedVersion()),
                        site.ascii());
        return switch (liaison.exchange(query, left)) {
            case ReceivedReply.Nothing nothing -> new Reply.NoReply(nothing.reason());
            case ReceivedReply.Bytes word -> take(word.reply(), site);
        };
    }

    private Reply take(org.domainstats.protocol.CommunityReply said, DomainName site) {
        if (said instanceof org.domainstats.protocol.CommunityReply.QueryReply told) {
            unanswered.answered(site);
            FeedVersion newest = told.version();
            if (newest != null) {
                liaison.newestFeed(newest);
            }
        }
        return ReplyInterpreter.of(said);
    }

    /** Whether the server is being asked just now; if not, why. For people. */
    public @Nullable String trouble() {
        return liaison.trouble();
    }

    @Override
    public void close() {
        liaison.close();
    }
}
