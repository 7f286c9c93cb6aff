package org.domainstats.composition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;

import org.domainstats.feed.FeedUpdater;
import org.domainstats.feed.PullResult;
import org.domainstats.model.FeedVersion;
import org.domainstats.registry.RegistrySource;
import org.domainstats.registry.RequestResult;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Store;
import org.domainstats.storepostgres.PostgresStatus;
import org.domainstats.storepostgres.PostgresStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Meters of what goes on behind the answers. They read counters that the modules keep anyway, when
 * somebody scrapes them; nothing is done for each request.
 */
final class BackgroundMetrics {

    private static final String PREFIX = "domain.stats.";
    private static final String RESULT = "result";

    private final MeterRegistry meters;

    BackgroundMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder(PREFIX + "build.info", () -> 1)
                .description("always 1; the labels say which program runs on which Java")
                .tags("version", ProgramVersion.text(), "java", Runtime.version().toString())
                .register(meters);
    }

    void show(Store store) {
        FunctionTimer.builder(
                        PREFIX + "store.commits",
                        store,
                        each -> each.commits().commits(),
                        each -> each.commits().total().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("transactions of the store, and the time until each was durable")
                .register(meters);
        for (RetryQueue.Priority reason : RetryQueue.Priority.values()) {
            Gauge.builder(PREFIX + "queue.size", store, each -> each.retries().size(reason))
                    .description("domains whose registration is still to be looked up")
                    .tag("reason", reason(reason))
                    .register(meters);
        }
        if (store instanceof PostgresStore shared) {
            show(shared.status());
        }
    }

    private void show(PostgresStatus shared) {
        Gauge.builder(PREFIX + "store.reachable", shared, each -> each.isReachable() ? 1 : 0)
                .description("whether the shared store could be reached when it was last needed")
                .register(meters);
        Gauge.builder(PREFIX + "store.unsettled", shared, PostgresStatus::unsettled)
                .description("groups of first contacts whose commit was not confirmed yet")
                .register(meters);
        Gauge.builder(PREFIX + "journal.size", shared, PostgresStatus::journaled)
                .description("names asked about while the shared store was out of reach")
                .register(meters);
        FunctionCounter.builder(
                        PREFIX + "journal.settled", shared, PostgresStatus::settledFromJournal)
                .description("names that went from the journal into the shared store")
                .register(meters);
        FunctionCounter.builder(PREFIX + "journal.lost", shared, PostgresStatus::lostByJournal)
                .description("questions that the journal had no room for")
                .register(meters);
    }

    private static String reason(RetryQueue.Priority reason) {
        return switch (reason) {
            case ASKED -> "asked";
            case RECHECK -> "recheck";
        };
    }

    void show(RegistrySource registry) {
        for (RequestResult result : RequestResult.values()) {
            registry(registry, "rdap", result, each -> each.rdapRequests(result));
            registry(registry, "whois", result, each -> each.whoisRequests(result));
        }
    }

    private void registry(
            RegistrySource registry,
            String protocol,
            RequestResult result,
            ToDoubleFunction<RegistrySource> count) {
        FunctionCounter.builder(PREFIX + "registry.requests", registry, count)
                .description("requests to registries; deferred ones were not sent")
                .tags("protocol", protocol, RESULT, result.word())
                .register(meters);
    }

    void show(KnownDomains knownDomains) {
        Gauge.builder(PREFIX + "known.domains", knownDomains, KnownDomains::count)
                .description("domains in the local database of known domains")
                .register(meters);
        version(knownDomains, "major", FeedVersion::major);
        version(knownDomains, "minor", FeedVersion::minor);
    }

    private void version(
            KnownDomains knownDomains, String part, ToDoubleFunction<FeedVersion> value) {
        Gauge.builder(
                        PREFIX + "feed.version",
                        knownDomains,
                        each -> value.applyAsDouble(each.version()))
                .description("version of the known domains")
                .tag("part", part)
                .register(meters);
    }

    void show(FeedUpdater updater, InstantSource clock) {
        for (PullResult result : PullResult.values()) {
            FunctionCounter.builder(PREFIX + "feed.pulls", updater, each -> each.pulls(result))
                    .description("pulls of the feed")
                    .tag(RESULT, result.word())
                    .register(meters);
        }
        TimeGauge.builder(
                        PREFIX + "feed.age",
                        updater,
                        TimeUnit.MILLISECONDS,
                        each -> ageMillis(each, clock))
                .description("since the feed in use was published; NaN before the first pull")
                .register(meters);
    }

    private static double ageMillis(FeedUpdater updater, InstantSource clock) {
        return updater.published()
                .map(at -> (double) Duration.between(at, clock.instant()).toMillis())
                .orElse(Double.NaN);
    }
}
