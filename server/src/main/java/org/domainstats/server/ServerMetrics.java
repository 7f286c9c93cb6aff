package org.domainstats.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.http.ServerResponse;

import java.util.function.ToDoubleFunction;

/**
 * The metrics of a server, in the text format of Prometheus. They count; no name that was looked up
 * is among them.
 */
final class ServerMetrics {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "domain.stats.";

    private final PrometheusMeterRegistry registry;
    private final AnswerHandler answers;

    ServerMetrics(PrometheusMeterRegistry registry, AnswerHandler answers) {
        this.registry = registry;
        this.answers = answers;
        counter("cache.hits", "answers from memory", each -> each.stats().hits());
        counter("cache.misses", "look-ups that were not in memory", each -> each.stats().misses());
        counter(
                "cache.expired",
                "misses whose answer had grown old",
                each -> each.stats().expired());
        gauge("cache.size", "answers in memory", each -> each.stats().size());
        gauge(
                "cache.capacity",
                "answers that memory has room for",
                each -> each.stats().capacity());
        lookups("cache", "repeated", each -> each.stats().hits());
        for (LookupResult result : LookupResult.values()) {
            lookups(result.source(), result.result(), each -> each.counters().count(result));
        }
        firstContacts("you", each -> each.counters().firstContactsForYou());
        firstContacts("us", each -> each.counters().firstContactsForUs());
    }

    private void lookups(String source, String result, ToDoubleFunction<AnswerHandler> count) {
        FunctionCounter.builder(PREFIX + "lookups", answers, count)
                .description("look-ups by who knew the registration, and what was known")
                .tags("source", source, "result", result)
                .register(registry);
    }

    private void firstContacts(String scope, ToDoubleFunction<AnswerHandler> count) {
        FunctionCounter.builder(PREFIX + "first.contacts", answers, count)
                .description("first contacts that were announced")
                .tags(Tags.of("seen.by", scope))
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<AnswerHandler> value) {
        FunctionCounter.builder(PREFIX + name, answers, value)
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<AnswerHandler> value) {
        Gauge.builder(PREFIX + name, answers, value).description(description).register(registry);
    }

    /** All that the registry holds, the listeners' and the process's own included. Blocks. */
    ServerResponse scrape() {
        return ServerResponse.text(registry.scrape()).withType(CONTENT_TYPE);
    }
}
