package org.domainstats.communityclient;

import org.domainstats.lookup.Community;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.Request;
import org.domainstats.protocol.Request.StatedVersion;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a community server, as long as it answers and wants to be asked. */
public final class CommunityClient implements Community, AutoCloseable {

    private final Liaison liaison;
    private final Unanswered unanswered;
    private final Duration deadline;
    private final ConcurrentHashMap<DomainName, CompletableFuture<Reply>> underWay =
            new ConcurrentHashMap<>();

    CommunityClient(Liaison liaison, Unanswered unanswered, Duration deadline) {
        this.liaison = liaison;
        this.unanswered = unanswered;
        this.deadline = deadline;
    }

    /** A client that speaks to nobody before {@link #start}. */
    public static CommunityClient of(Connection connection, Self self) {
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
        Reply reply = new Reply.Silent("the question failed");
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
            return new Reply.Silent("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new Reply.Silent("no answer in time");
        }
    }

    private Reply exchange(DomainName site) {
        long start = System.nanoTime();
        String objection = liaison.objection(site, deadline);
        if (objection != null) {
            return new Reply.Silent(objection);
        }
        Duration left = deadline.minusNanos(System.nanoTime() - start);
        Request.Query query =
                new Request.Query(
                        unanswered.idFor(site),
                        StatedVersion.of(liaison.feedVersion()),
                        site.ascii());
        return switch (liaison.exchange(query, left)) {
            case Heard.Nothing nothing -> new Reply.Silent(nothing.reason());
            case Heard.Word word -> take(word.reply(), site);
        };
    }

    private Reply take(org.domainstats.protocol.Reply said, DomainName site) {
        if (said instanceof org.domainstats.protocol.Reply.Told told) {
            unanswered.answered(site);
            FeedVersion newest = told.version();
            if (newest != null) {
                liaison.newestFeed(newest);
            }
        }
        return Hearsay.of(said);
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
