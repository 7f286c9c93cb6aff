package org.domainstats.communityclient;

import org.domainstats.base.CircuitBreaker;
import org.domainstats.base.Deadline;
import org.domainstats.base.Durations;
import org.domainstats.base.LimitedLog;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.CommunityRequest.StatedVersion;
import org.domainstats.protocol.MessageId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The session with a community server: its terms at the start, a healthcheck at the interval that
 * it names, and a circuit breaker that spares a server which does not answer.
 */
final class CommunitySession implements Stoppable {

    private static final Logger LOG = LoggerFactory.getLogger(CommunityClient.class);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration HEALTH_PAUSE = Duration.ofMinutes(1);

    /** A client that was refused tries again now and then: its operator may have settled it. */
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);

    /**
     * Packets get lost; three requests in a row, each repeated, do not. A probe in ten seconds
     * costs nobody anything, and a server that restarts is soon found.
     */
    static final CircuitBreaker.Policy BREAKER =
            new CircuitBreaker.Policy(3, FIRST_PAUSE, LONGEST_PAUSE);

    private final CommunityTransport transport;
    private final ClientDescription self;
    private final CircuitBreaker breaker;
    private final RandomGenerator random;
    private final Duration timeout;
    private final CountDownLatch termsKnown = new CountDownLatch(1);
    private final ScheduledTasks tasks = new ScheduledTasks("community-session");
    private final LimitedLog limitedLog = new LimitedLog(LOG);
    private volatile @Nullable ServerTerms terms;
    private Duration pause = FIRST_PAUSE;

    /**
     * @param deadline of a question
     */
    CommunitySession(
            CommunityTransport transport,
            ClientDescription self,
            CircuitBreaker breaker,
            RandomGenerator random,
            Duration deadline) {
        this.timeout = timeout(deadline);
        this.transport = transport;
        this.self = self;
        this.breaker = breaker;
        this.random = random;
    }

    /**
     * How long config and healthcheck may take. The first question waits for the server's terms up
     * to its deadline: to give an exchange of them up before, in the middle of a slow handshake,
     * and begin anew would cost it its reply.
     *
     * @param deadline of a question
     */
    static Duration timeout(Duration deadline) {
        return deadline.compareTo(SHORTEST_TIMEOUT) > 0 ? deadline : SHORTEST_TIMEOUT;
    }

    void start() {
        tasks.repeat(
                Duration.ZERO,
                "exchange config and healthcheck with the community server",
                this::greet,
                LONGEST_PAUSE);
    }

    /** One round of config and healthcheck; the time until the next. */
    private Duration greet() {
        StatedVersion feed = StatedVersion.of(self.feed().get());
        CommunityRequest.Config request =
                new CommunityRequest.Config(newId(), feed, self.software());
        if (!(exchange(request, timeout) instanceof ReceivedReply.Reply config
                && config.reply() instanceof CommunityReply.Config terms)) {
            pause = Durations.doubled(pause, 1, LONGEST_PAUSE);
            return pause;
        }
        pause = FIRST_PAUSE;
        accept(ServerTerms.of(terms));
        return terms.fatalMessage() == null ? sendHealth() : REFUSED_PAUSE;
    }

    private Duration sendHealth() {
        ClientDescription.Figures figures = self.figures().get();
        CommunityRequest.Healthcheck request =
                new CommunityRequest.Healthcheck(newId(), figures.cache(), figures.answers());
        return exchange(request, timeout) instanceof ReceivedReply.Reply health
                        && health.reply() instanceof CommunityReply.Healthcheck next
                ? Duration.ofMinutes(next.intervalMinutes())
                : HEALTH_PAUSE;
    }

    private void accept(ServerTerms received) {
        if (received.fatalMessage() != null && !received.equals(terms)) {
            LOG.error("the community server refuses this client: {}", received.fatalMessage());
        }
        terms = received;
        termsKnown.countDown();
    }

    /** Sends a query, unless the breaker is open. Never throws for what the server does. */
    ReceivedReply query(CommunityRequest.Query query, Duration deadline) {
        return breaker.tryAcquire()
                ? exchange(query, deadline)
                : new ReceivedReply.None("the community server does not answer");
    }

    private ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline) {
        ReceivedReply received = attempt(request, deadline);
        switch (received) {
            case ReceivedReply.Reply _ -> succeeded();
            case ReceivedReply.None _ -> failed();
        }
        return received;
    }

    /**
     * The one place where any exception counts as no reply: a reply that a library chokes on, of
     * whatever server, must not fail the answer that waits for it.
     */
    private ReceivedReply attempt(CommunityRequest.Valid request, Duration deadline) {
        try {
            return transport.exchange(request, deadline);
        } catch (RuntimeException e) {
            limitedLog.error(
                    "exchange", e, "an exchange with the community server failed unexpectedly");
            return new ReceivedReply.None("the exchange failed: " + e.getClass().getSimpleName());
        }
    }

    private void succeeded() {
        if (breaker.isOpen()) {
            LOG.info("the community server answers again");
        }
        breaker.succeeded();
    }

    private void failed() {
        if (breaker.failed()) {
            LOG.warn("the community server does not answer; look-ups go on without it");
        }
        if (breaker.isOpen()) {
            // It may have moved: from now on each probe resolves its name again.
            transport.reconnect();
        }
    }

    /** Why a site must not be sent to the server, waiting for its terms; or null. */
    @Nullable String objection(DomainName site, Duration deadline) {
        ServerTerms known = terms;
        if (known == null && !breaker.isOpen()) {
            known = awaitTerms(deadline);
        }
        return known == null
                ? "the community server has not sent its terms yet"
                : known.objection(site);
    }

    /** Whether the server's terms name a suffix that a name is within. */
    boolean prohibits(DomainName host) {
        ServerTerms known = terms;
        return known != null && known.prohibited().contain(host);
    }

    /** The terms, once they are known; null if that takes longer. */
    private @Nullable ServerTerms awaitTerms(Duration deadline) {
        try {
            var _ = termsKnown.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return terms;
    }

    /** What is wrong with the server just now, or null. */
    @Nullable String problem() {
        ServerTerms known = terms;
        if (known != null && known.fatalMessage() != null) {
            return "the community server refuses this client: " + known.fatalMessage();
        }
        if (breaker.isOpen()) {
            return "the community server does not answer";
        }
        return known == null ? "the community server has not sent its terms yet" : null;
    }

    FeedVersion feedVersion() {
        return self.feed().get();
    }

    /** Passes the newest version of the feed on; what comes of it must not fail an answer. */
    void newestFeed(FeedVersion newest) {
        try {
            self.newestFeed().accept(newest);
        } catch (RuntimeException e) {
            limitedLog.error("newest feed", e, "could not follow the newest version of the feed");
        }
    }

    private MessageId newId() {
        return MessageId.random(random);
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        // First, so that the task under way does not wait for a reply.
        transport.close();
        tasks.close(deadline);
    }
}
