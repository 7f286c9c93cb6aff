package org.domainstats.streams;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.logformats.FactField;
import org.domainstats.logformats.NameFacts;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the lines that were read came to. Written by one thread. */
public final class Tally {

    private final AtomicLong rows = new AtomicLong();
    private long named;
    private long enriched;
    private final DistinctTexts names = new DistinctTexts();
    private final DistinctTexts domains = new DistinctTexts();
    private final DistinctTexts young = new DistinctTexts();
    private final DistinctTexts sleepers = new DistinctTexts();
    private final DistinctTexts unknown = new DistinctTexts();
    private final NamesWithoutDomain withoutDomain = new NamesWithoutDomain();
    private final Map<String, Long> untouched = new LinkedHashMap<>();
    private long firstContacts;

    /** A name of some lines, once for all lines that were looked up together. */
    void name(String name, NameFacts facts) {
        names.add(name);
        @Nullable String domain = facts.value(FactField.DOMAIN);
        if (domain == null) {
            withoutDomain.add(name, facts.whyNotPublic());
            return;
        }
        domains.add(domain);
        firstContacts += facts.isFirstContact() ? 1 : 0;
        if (facts.isYoung()) {
            young.add(domain);
        }
        if (facts.isSleeper()) {
            sleepers.add(domain);
        }
        if (facts.isAgeUnknown()) {
            unknown.add(domain);
        }
    }

    /** Lines that were read. */
    void rows(int more) {
        rows.addAndGet(more);
    }

    /** A line with a name, which facts were added to or not. */
    void named(boolean facts) {
        named++;
        enriched += facts ? 1 : 0;
    }

    /** A line that no facts were added to. */
    void untouched(String why) {
        untouched.merge(why, 1L, Long::sum);
    }

    public long rows() {
        return rows.get();
    }

    /** Lines with a name, public or not. */
    public long named() {
        return named;
    }

    /** Lines that facts were added to. */
    public long enriched() {
        return enriched;
    }

    public long names() {
        return names.count();
    }

    public long domains() {
        return domains.count();
    }

    /** Domains without a public suffix, which nobody can register; no part of the domains. */
    public long privateDomains() {
        return withoutDomain.privateDomains();
    }

    public long firstContacts() {
        return firstContacts;
    }

    /** Lines that no facts were added to, by reason, most first. */
    public Map<String, Long> untouched() {
        Map<String, Long> sorted = new LinkedHashMap<>();
        untouched.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted;
    }

    /** The summary for people, a line each. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%,d rows, %,d with a name, %,d with facts added%n"
                        .formatted(rows(), named, enriched));
        text.append(
                "%s names, %s domains, %,d first contacts%n"
                        .formatted(names.shown(), domains.shown(), firstContacts));
        text.append(
                "%s young (under %d days), %s sleepers, %s of unknown age%n"
                        .formatted(
                                young.shown(),
                                NameFacts.YOUNG.toDays(),
                                sleepers.shown(),
                                unknown.shown()));
        text.append(withoutDomain.summary());
        untouched()
                .forEach(
                        (why, count) ->
                                text.append("%,d left as they were: %s%n".formatted(count, why)));
        return text.toString();
    }

    /** The same as one object of JSON. */
    public String json() {
        JsonObject reasons = new JsonObject();
        untouched().forEach(reasons::number);
        return new JsonObject()
                .number("rows", rows())
                .number("rows_with_a_name", named)
                .number("rows_enriched", enriched)
                .number("names", names.count())
                .number("domains", domains.count())
                .number("first_contacts", firstContacts)
                .number("young", young.count())
                .number("sleepers", sleepers.count())
                .number("unknown", unknown.count())
                .number("private_domains", withoutDomain.privateDomains())
                .raw("names_without_domain", withoutDomain.json())
                .raw("rows_untouched", reasons.end())
                .end();
    }
}
