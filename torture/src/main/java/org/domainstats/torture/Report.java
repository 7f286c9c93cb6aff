package org.domainstats.torture;

import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counters as people read them, and as programs do. */
record Report(Counters counters, boolean clean, long seed, Duration took) {

    private Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>(counters.counts());
        for (Violation wrong : Violation.values()) {
            figures.put(words(wrong), counters.violations(wrong));
        }
        figures.put("highest resident MiB", counters.highestKib() / 1_024);
        figures.put("slowest recovery ms", counters.slowestRecovery().toMillis());
        figures.put("slowest look-up beside a fault ms", counters.slowestAnswer().toMillis());
        figures.put("seconds", took.toSeconds());
        return figures;
    }

    private static String words(Violation wrong) {
        return wrong.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String table() {
        StringBuilder table = new StringBuilder();
        figures()
                .forEach((name, value) -> table.append(String.format("%-44s %12d%n", name, value)));
        counters.skipped()
                .forEach((name, why) -> table.append(String.format("%s skipped: %s%n", name, why)));
        counters.findings()
                .forEach(finding -> table.append(finding).append(System.lineSeparator()));
        return table.append(clean ? "kept every promise" : "BROKE A PROMISE")
                .append(", seed ")
                .append(seed)
                .append(System.lineSeparator())
                .toString();
    }

    String json() {
        String figures =
                figures().entrySet().stream()
                        .map(figure -> quoted(figure.getKey()) + ":" + figure.getValue())
                        .collect(Collectors.joining(","));
        String skipped =
                counters.skipped().keySet().stream()
                        .map(Report::quoted)
                        .collect(Collectors.joining(",", "[", "]"));
        return "{\"kept\":%s,\"seed\":%d,%s,\"skipped\":%s}"
                .formatted(clean, seed, figures, skipped);
    }

    private static String quoted(String name) {
        return '"' + name.replaceAll("[^A-Za-z0-9]+", "_") + '"';
    }
}
