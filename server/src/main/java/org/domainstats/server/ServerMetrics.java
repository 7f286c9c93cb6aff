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

    ServerMetrics(PrometheusMeterRegistry registry, AnswerHandler answers) {
        this.registry = registry;
        counter(answers, "cache.hits", Tags.empty(), each -> each.stats().hits());
        counter(answers, "cache.misses", Tags.empty(), each -> each.stats().misses());
        gauge(answers, "cache.size", each -> each.stats().size());
        gauge(answers, "cache.capacity", each -> each.stats().capacity());
        lookups(answers, "cache", each -> each.stats().hits());
        lookups(answers, "dated", AnswerHandler::dated);
        lookups(answers, "undated", AnswerHandler::undated);
        lookups(answers, "not-public", AnswerHandler::notPublic);
        firstContacts(answers, "you", AnswerHandler::firstContactsForYou);
        firstContacts(answers, "us", AnswerHandler::firstContactsForUs);
    }

    private void lookups(
            AnswerHandler answers, String result, ToDoubleFunction<AnswerHandler> count) {
        counter(answers, "lookups", Tags.of("result", result), count);
    }

    private void firstContacts(
            AnswerHandler answers, String scope, ToDoubleFunction<AnswerHandler> count) {
        counter(answers, "first.contacts", Tags.of("seen.by", scope), count);
    }

    private void counter(
            AnswerHandler answers, String name, Tags tags, ToDoubleFunction<AnswerHandler> value) {
        FunctionCounter.builder(PREFIX + name, answers, value).tags(tags).register(registry);
    }

    private void gauge(AnswerHandler answers, String name, ToDoubleFunction<AnswerHandler> value) {
        Gauge.builder(PREFIX + name, answers, value).register(registry);
    }

    /** All that the registry holds, the listeners' and the process's own included. */
    ServerResponse scrape() {
        return ServerResponse.text(registry.scrape()).withType(CONTENT_TYPE);
    }
}
