package org.domainstats.dashboard;

import org.domainstats.access.ResourceRequest;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.Marks;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Place;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The parameters of a request as a question to the triage table. */
final class TriageParameters {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 500;
    private static final int LONGEST_TEXT = 253;

    private TriageParameters() {}

    /** Which contacts are meant. Times are widened to whole hours, so that counts agree. */
    static TriageFilter filter(ResourceRequest request) {
        return new TriageFilter(
                instant(request, "from", TriageFilter.ALL.from()).truncatedTo(ChronoUnit.HOURS),
                nextHour(instant(request, "to", TriageFilter.ALL.to())),
                word(request, "view", View::ofWord, View.ALL),
                age(request),
                word(request, "marks", Marks::ofWord, Marks.ANY));
    }

    private static Instant nextHour(Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(at) ? at : hour.plus(1, ChronoUnit.HOURS);
    }

    static TriageQuery query(ResourceRequest request) {
        Sort sort = word(request, "sort", Sort::ofWord, Sort.FIRST_YOU);
        String order = otherwise(request.parameter("order"), "desc");
        if (!order.equals("desc") && !order.equals("asc")) {
            throw new WrongParameter("order is asc or desc");
        }
        String text = otherwise(request.parameter("q"), "").strip().toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST_TEXT) {
            throw new WrongParameter("q is a part of a name, up to " + LONGEST_TEXT + " long");
        }
        return new TriageQuery(
                filter(request),
                text,
                new Order(sort, order.equals("desc")),
                place(request.parameter("after"), sort),
                limit(request.parameter("limit")));
    }

    /** As a client sends a place back. */
    static String text(Place place) {
        return place.cursor() + "." + place.key();
    }

    static @Nullable Place place(@Nullable String text, Sort sort) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        String key = text.substring(dot + 1);
        if (dot < 1
                || !text.substring(0, dot).matches("\\d{1,18}")
                || sort != Sort.SITE && !isNumber(key)) {
            throw new WrongParameter("after is the next of an earlier page of the same question");
        }
        return new Place(key, Long.parseLong(text.substring(0, dot)));
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d{1,19}") && new BigInteger(text).bitLength() < Long.SIZE;
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new WrongParameter("limit is a number up to " + MOST);
        }
        return limit;
    }

    static Instant instant(ResourceRequest request, String name, Instant otherwise) {
        String text = request.parameter(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(TriageFilter.ALL.from())
                    || instant.isAfter(TriageFilter.ALL.to())) {
                throw new WrongParameter(name + " is a time between 1970 and 9998");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new WrongParameter(name + " is a time such as 2026-11-24T10:00:00Z");
        }
    }

    private static @Nullable AgeBin age(ResourceRequest request) {
        String text = request.parameter("age");
        return text == null || text.isEmpty()
                ? null
                : Arrays.stream(AgeBin.values())
                        .filter(each -> each.word().equals(text))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new WrongParameter(
                                                "age is one of " + words(AgeBin.values())));
    }

    private static String words(AgeBin[] ages) {
        return String.join(", ", Arrays.stream(ages).map(AgeBin::word).toList());
    }

    private static <T extends Enum<T>> T word(
            ResourceRequest request, String name, Function<String, Optional<T>> of, T usual) {
        String text = request.parameter(name);
        return text == null || text.isEmpty()
                ? usual
                : of.apply(text)
                        .orElseThrow(
                                () ->
                                        new WrongParameter(
                                                name + " is none of the words of the API"));
    }

    private static String otherwise(@Nullable String text, String usual) {
        return text == null || text.isEmpty() ? usual : text;
    }
}
