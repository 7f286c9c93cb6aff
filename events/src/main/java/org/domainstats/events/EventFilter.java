package org.domainstats.events;

import org.domainstats.base.Durations;
import org.domainstats.model.Printable;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which events an output or a reader wants. An event has to pass every condition; one that is about
 * something unknown of the event is not met, except that of the rank.
 */
public final class EventFilter {

    /** All events, but for those that an operator allows. */
    public static final EventFilter USUAL = new EventFilter(event -> !isAllowed(event));

    /** The names of the options. */
    public static final Set<String> OPTIONS =
            Set.of(
                    "kinds",
                    "min-age",
                    "max-age",
                    "rank-over",
                    "score-below",
                    "randomness-from",
                    "lookalike",
                    "labels",
                    "sources",
                    "learning",
                    "allowed");

    private final Predicate<EventDocument> condition;

    private EventFilter(Predicate<EventDocument> condition) {
        this.condition = condition;
    }

    /**
     * A filter of options; see {@code docs/events.md}. Options of other names are passed over.
     *
     * @throws IllegalArgumentException if a value is not one of its option; the message says what
     *     is
     */
    public static EventFilter of(Map<String, String> options) {
        List<Predicate<EventDocument>> conditions = new ArrayList<>();
        options.forEach(
                (name, value) -> {
                    @Nullable Predicate<EventDocument> condition = condition(name, value);
                    if (condition != null) {
                        conditions.add(condition);
                    }
                });
        if (!options.containsKey("allowed")) {
            conditions.add(event -> !isAllowed(event));
        }
        return new EventFilter(event -> conditions.stream().allMatch(each -> each.test(event)));
    }

    private static @Nullable Predicate<EventDocument> condition(String name, String value) {
        return switch (name) {
            case "kinds" -> kinds(value);
            case "min-age" -> minAge(days(name, value));
            case "max-age" -> maxAge(days(name, value));
            case "rank-over" -> rankOver(number(name, value));
            case "score-below" -> scoreBelow(number(name, value));
            case "randomness-from" -> randomnessFrom(number(name, value));
            case "lookalike" -> lookalike(yes(name, value));
            case "labels" -> event -> !Collections.disjoint(event.texts("labels"), words(value));
            case "sources" -> sources(words(value));
            case "learning" -> yes(name, value) ? null : event -> !event.flag("learning");
            case "allowed" -> yes(name, value) ? null : event -> !isAllowed(event);
            default -> null;
        };
    }

    /** By kind or whole, as {@code hint} and {@code hint:isc}. */
    private static Predicate<EventDocument> sources(List<String> wanted) {
        return event ->
                event.texts("registered_source").stream()
                        .anyMatch(
                                source ->
                                        wanted.contains(source)
                                                || wanted.contains(source.split(":", 2)[0]));
    }

    /** Whether an event is wanted. */
    public boolean accepts(EventDocument event) {
        return event.isKnown() && condition.test(event);
    }

    private static boolean isAllowed(EventDocument event) {
        return event.text("allowed") != null;
    }

    private static Predicate<EventDocument> kinds(String value) {
        Set<EventKind> kinds =
                words(value).stream().map(EventFilter::kind).collect(Collectors.toSet());
        return event -> kinds.contains(event.kind());
    }

    private static EventKind kind(String word) {
        return EventKind.ofWord(word)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no kind "
                                                + Printable.of(word)
                                                + "; kinds are first-contact, age-known, sleeper,"
                                                + " born-after-asked and reregistered, with + between"));
    }

    private static Predicate<EventDocument> minAge(long days) {
        return event ->
                event.flag("established") && event.number("age_days").isEmpty()
                        || event.number("age_days").orElse(-1) >= days;
    }

    private static Predicate<EventDocument> maxAge(long days) {
        return event -> event.number("age_days").orElse(Long.MAX_VALUE) <= days;
    }

    private static Predicate<EventDocument> rankOver(double rank) {
        return event -> event.number("rank").orElse(Long.MAX_VALUE) > rank;
    }

    private static Predicate<EventDocument> scoreBelow(double score) {
        return event -> event.decimal("freq_average").orElse(Double.MAX_VALUE) < score;
    }

    private static Predicate<EventDocument> randomnessFrom(double least) {
        return event -> event.decimal("randomness").orElse(-1) >= least;
    }

    private static Predicate<EventDocument> lookalike(boolean wanted) {
        return event -> (event.text("lookalike_of") != null) == wanted;
    }

    private static List<String> words(String value) {
        return List.of(value.split("[+ ]", -1));
    }

    private static long days(String name, String value) {
        try {
            return Durations.parse(value).toDays();
        } catch (IllegalArgumentException e) {
            throw wrong(name, value, "a time such as 30d");
        }
    }

    private static double number(String name, String value) {
        if (!value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw wrong(name, value, "a number");
        }
        return Double.parseDouble(value);
    }

    static boolean yes(String name, String value) {
        return switch (value) {
            case "yes", "on", "true" -> true;
            case "no", "off", "false" -> false;
            default -> throw wrong(name, value, "yes or no");
        };
    }

    private static IllegalArgumentException wrong(String name, String value, String wanted) {
        return new IllegalArgumentException(
                name + " must be " + wanted + ", but is " + Printable.of(value));
    }
}
