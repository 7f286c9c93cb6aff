package org.domainstats.streams;

import org.domainstats.answerformats.JsonObject;
import org.domainstats.model.NotPublic;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts names that are no public domain, by reason. Of those without a public suffix ({@code
 * www.corp.localdomain}) it counts the domains as well: they look like domains, and nobody can
 * register them.
 */
final class NamesWithoutDomain {

    private final Map<String, DistinctTexts> names = new HashMap<>();
    private final DistinctTexts privateDomains = new DistinctTexts();

    void add(String name, String reason) {
        names.computeIfAbsent(reason, _ -> new DistinctTexts()).add(name);
        if (isPrivate(reason)) {
            privateDomains.add(lastTwoLabels(name));
        }
    }

    private static boolean isPrivate(String reason) {
        return reason.equals(NotPublic.Reason.UNKNOWN_SUFFIX.text());
    }

    private static String lastTwoLabels(String name) {
        String whole = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        int start = whole.lastIndexOf('.', whole.lastIndexOf('.') - 1) + 1;
        return whole.substring(start).toLowerCase(Locale.ROOT);
    }

    /** Domains without a public suffix, which nobody can register. */
    long privateDomains() {
        return privateDomains.count();
    }

    /** The lines of the summary for people, most names first. */
    String summary() {
        StringBuilder text = new StringBuilder();
        sorted().forEach(
                        each -> {
                            text.append(
                                    "%s names are no domain: %s"
                                            .formatted(each.getValue().shown(), each.getKey()));
                            if (isPrivate(each.getKey())) {
                                text.append(
                                        " (%s private domains, which nobody can register)"
                                                .formatted(privateDomains.shown()));
                            }
                            text.append(System.lineSeparator());
                        });
        return text.toString();
    }

    /** Names by reason, as an object of JSON. */
    String json() {
        JsonObject reasons = new JsonObject();
        sorted().forEach(each -> reasons.number(each.getKey(), each.getValue().count()));
        return reasons.end();
    }

    private Stream<Map.Entry<String, DistinctTexts>> sorted() {
        return names.entrySet().stream()
                .sorted(
                        Map.Entry.<String, DistinctTexts>comparingByValue(
                                        Comparator.comparingLong(DistinctTexts::count).reversed())
                                .thenComparing(Map.Entry.comparingByKey()));
    }
}
