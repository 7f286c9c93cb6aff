package org.domainstats.communityclient;

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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Keeps up the relation with the server: its terms at the start, a healthcheck at the interval that
 * it names, and whether it is worth asking at all.
 */
final class CommunitySession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommunityClient.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration HEALTH_PAUSE = Duration.ofMinutes(1);

    /** A client that was refused asks again now and then: its operator may have made it up. */
    private static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);

    private final CommunityTransport wire;
    private final ClientDescription self;
    private final CircuitBreaker breaker;
    private final RandomGenerator random;
    private final CountDownLatch acquainted = new CountDownLatch(1);
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("community-liaison").factory());
    private volatile @Nullable ServerTerms terms;
    private Duration pause = FIRST_PAUSE;

    CommunitySession(
            CommunityTransport wire,
            ClientDescription self,
            CircuitBreaker breaker,
            RandomGenerator random) {
        this.wire = wire;
        this.self = self;
        this.breaker = breaker;
        this.random = random;
    }

    void start() {
        schedule.execute(this::meet);
    }

    private void meet() {
        Duration next = LONGEST_PAUSE;
        try {
            next = round();
        } catch (RuntimeException e) {
            // One failed round must not be the last.
            LOG.warn("could not speak to the community server; will try again", e);
        } finally {
            if (!schedule.isShutdown()) {
                var _ = schedule.schedule(this::meet, next.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** One round of config and healthcheck; the time until the next. */
    private Duration round() {
        StatedVersion feed = StatedVersion.of(self.feed().get());
        CommunityRequest.Config config =
                new CommunityRequest.Config(newId(), feed, self.software());
        if (!(tell(config) instanceof CommunityReply.Config said)) {
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                            ? LONGEST_PAUSE
                            : pause.multipliedBy(2);
            return pause;
        }
        pause = FIRST_PAUSE;
        accept(ServerTerms.of(said));
        if (said.fatalMessage() != null) {
            return REFUSED_PAUSE;
        }
        ClientDescription.Figures figures = self.figures().get();
        CommunityRequest.Healthcheck health =
                new CommunityRequest.Healthcheck(newId(), figures.cache(), figures.answers());
        return tell(health) instanceof CommunityReply.Healthcheck told
                ? Duration.ofMinutes(told.intervalMinutes())
                : HEALTH_PAUSE;
    }

    private void accept(ServerTerms said) {
        if (said.fatalMessage() != null && !said.equals(terms)) {
            LOG.error("the community server refuses this client: {}", said.fatalMessage());
        }
        terms = said;
        acquainted.countDown();
    }

    private @Nullable CommunityReply tell(CommunityRequest.Valid request) {
        return wire.exchange(request, PATIENCE) instanceof ReceivedReply.Bytes word
                ? heard(word.reply())
                : unheard();
    }

    private CommunityReply heard(CommunityReply reply) {
        if (breaker.isClosed()) {
            LOG.info("the community server answers again");
        }
        breaker.answered();
        return reply;
    }

    private @Nullable CommunityReply unheard() {
        if (breaker.unanswered()) {
            LOG.warn("the community server does not answer; look-ups go on without it");
            if (wire instanceof UdpTransport udp) {
                udp.reconnect();
            }
        }
        return null;
    }

    /** Asks on behalf of a look-up, if the server is worth asking. */
    ReceivedReply exchange(CommunityRequest.Query query, Duration deadline) {
        if (!breaker.lets()) {
            return new ReceivedReply.Nothing("the community server does not answer");
        }
        ReceivedReply heard = wire.exchange(query, deadline);
        switch (heard) {
            case ReceivedReply.Bytes word -> heard(word.reply());
            case ReceivedReply.Nothing _ -> unheard();
        }
        return heard;
    }

    /** Why the server must not be asked about a site now, waiting for its terms; or null. */
    @Nullable String objection(DomainName site, Duration deadline) {
        ServerTerms known = terms;
        if (known == null && !breaker.isClosed()) {
            known = awaitTerms(deadline);
        }
        return known == null
                ? "the community server has not told its terms yet"
                : known.objection(site);
    }

    /** The terms, once they are known; null if that takes longer. */
    private @Nullable ServerTerms awaitTerms(Duration deadline) {
        try {
            var _ = acquainted.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return terms;
    }

    @Nullable String trouble() {
        ServerTerms known = terms;
        if (known != null && known.fatalMessage() != null) {
            return "the community server refuses this client: " + known.fatalMessage();
        }
        if (breaker.isClosed()) {
            return "the community server does not answer";
        }
        return known == null ? "the community server has not told its terms yet" : null;
    }

    FeedVersion feedVersion() {
        return self.feed().get();
    }

    void newestFeed(FeedVersion newest) {
        self.newestFeed().accept(newest);
    }

    private MessageId newId() {
        return MessageId.random(random);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        wire.close();
    }
}
