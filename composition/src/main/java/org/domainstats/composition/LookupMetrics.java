package org.domainstats.composition;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.domainstats.lookup.LookupCounters;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupResult;
import org.domainstats.lookup.LookupStatistics;
import org.domainstats.lookup.cache.CacheStats;
import org.domainstats.registrations.StoreOperation;

import java.util.function.ToDoubleFunction;

/** Meters of look-ups: what was answered, from where, and what failed. Read when scraped. */
final class LookupMetrics {

    private static final String PREFIX = "domain.stats.";
    private static final String RESULT = "result";

    private final MeterRegistry meters;

    LookupMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What was counted of the answers of a server. */
    void show(LookupCounters counters) {
        for (LookupResult result : LookupResult.values()) {
            lookups(counters, result.source(), result.result(), each -> each.count(result));
        }
        firstContacts(counters, "you", LookupCounters::firstContactsForYou);
        firstContacts(counters, "us", LookupCounters::firstContactsForUs);
    }

    private <T> void lookups(T counted, String source, String result, ToDoubleFunction<T> count) {
        FunctionCounter.builder(PREFIX + "lookups", counted, count)
                .description("look-ups by who knew the registration, and what was known")
                .tags("source", source, RESULT, result)
                .register(meters);
    }

    private void firstContacts(
            LookupCounters counters, String scope, ToDoubleFunction<LookupCounters> count) {
        FunctionCounter.builder(PREFIX + "first.contacts", counters, count)
                .description("first contacts that were announced")
                .tag("seen.by", scope)
                .register(meters);
    }

    private void showCache(LookupEngine engine) {
        lookups(engine, "cache", "repeated", each -> each.stats().hits());
        cacheCounter(engine, "hits", "answers from memory", CacheStats::hits);
        cacheCounter(engine, "misses", "look-ups that were not in memory", CacheStats::misses);
        cacheCounter(engine, "expired", "misses whose answer had grown old", CacheStats::expired);
        cacheGauge(engine, "size", "answers in memory", CacheStats::size);
        cacheGauge(engine, "capacity", "answers that memory has room for", CacheStats::capacity);
    }

    private void cacheCounter(
            LookupEngine engine, String name, String what, ToDoubleFunction<CacheStats> count) {
        FunctionCounter.builder(
                        PREFIX + "cache." + name, engine, each -> count.applyAsDouble(each.stats()))
                .description(what)
                .register(meters);
    }

    private void cacheGauge(
            LookupEngine engine, String name, String what, ToDoubleFunction<CacheStats> value) {
        Gauge.builder(PREFIX + "cache." + name, engine, each -> value.applyAsDouble(each.stats()))
                .description(what)
                .register(meters);
    }

    void show(LookupEngine engine) {
        showCache(engine);
        for (StoreOperation operation : StoreOperation.values()) {
            FunctionCounter.builder(
                            PREFIX + "store.failures",
                            engine.statistics(),
                            each -> each.storeFailures(operation))
                    .description("operations of the store that failed; each is logged")
                    .tag("operation", operation.word())
                    .register(meters);
        }
        FunctionCounter.builder(
                        PREFIX + "failures", engine.statistics(), LookupStatistics::failures)
                .description("failures beside an answer and in the background; each is logged")
                .register(meters);
    }

    /** Of an engine that has a community server to ask. */
    void showCommunity(LookupEngine engine) {
        community(engine.statistics(), "answered", each -> each.answers().community());
        community(engine.statistics(), "failed", each -> each.answers().errors());
    }

    private void community(
            LookupStatistics statistics, String result, ToDoubleFunction<LookupStatistics> count) {
        FunctionCounter.builder(PREFIX + "community.requests", statistics, count)
                .description("questions to the community server")
                .tag(RESULT, result)
                .register(meters);
    }
}
