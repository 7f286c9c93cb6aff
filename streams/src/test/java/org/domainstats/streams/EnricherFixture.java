package org.domainstats.streams;

import org.domainstats.answerformats.DialectDates;
import org.domainstats.logformats.FactField;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.NameFacts;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.logformats.V1Facts;
import org.domainstats.model.Hostnames;
import org.domainstats.model.NotPublic;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Enriches text with facts of a source that knows the same of every domain. */
abstract class EnricherFixture {

    static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());

    final Tally tally = new Tally();
    boolean detected;
    final List<String> asked = new ArrayList<>();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    ReadingOptions options =
            new ReadingOptions(
                    new Fields("domain_stats", List.of(FactField.DOMAIN, FactField.AGE_DAYS)),
                    null,
                    null,
                    null);

    String enrich(String log) {
        return text(enrich(octets(log)));
    }

    byte[] enrich(byte[] log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            LogEnricher enricher = new LogEnricher(this::facts, options, tally, out);
            enricher.enrich(new ByteArrayInputStream(log));
            detected = enricher.isDetected();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    List<NameFacts> facts(List<String> names) throws IOException {
        asked.addAll(names);
        List<NameFacts> facts = new ArrayList<>();
        for (String name : names) {
            facts.add(V1Facts.parse(line(name)));
        }
        return facts;
    }

    private String line(String name) {
        Instant now = Instant.now();
        return switch (HOSTNAMES.reduce(name)) {
            case NotPublic junk ->
                    "{\"status\":\"not-public\",\"reason\":\"" + junk.reason().text() + "\"}";
            case PublicName found ->
                    "{\"domain\":\"%s\",\"site\":\"%s\",\"seen_by_you\":\"%s\",\"status\":\"ok\",\"age_days\":12,\"first_contact\":%s,\"registered\":\"2026-01-02T03:04:05Z\",\"alerts\":[]}"
                            .formatted(
                                    found.domain().ascii(),
                                    found.site().ascii(),
                                    DialectDates.iso(seen.getOrDefault(found.site().ascii(), now)),
                                    seen.putIfAbsent(found.site().ascii(), now) == null);
        };
    }

    /** Each octet one character. */
    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
