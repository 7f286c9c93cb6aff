package org.domainstats.store.triage;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of contacts.
 *
 * @param text what the name of the site contains; empty for any
 * @param after the place after which the page begins; null for the first page
 */
public record TriageQuery(
        TriageFilter filter, String text, Order order, @Nullable Place after, int limit) {

    /**
     * Only so many of the newest contacts that are meant are sorted by something else than their
     * time, or searched for a text: that is what keeps it quick however many there are.
     */
    public static final int WINDOW = 10_000;

    /** By what contacts are sorted. */
    public enum Sort {
        /** The first contact. The only one that needs no window. */
        FIRST_YOU,
        REGISTERED,
        RANK,
        SCORE,
        SITE,
        LAST_ASKED,
        TIMES;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Sort> ofWord(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        }

        /** The key of an entry, by which its place is found again. */
        public String key(TriageEntry entry, boolean descending) {
            return switch (this) {
                case FIRST_YOU -> number(entry.contact().firstAsked().toEpochMilli());
                case REGISTERED -> {
                    var registered = entry.facts().registered();
                    yield number(registered == null ? none(descending) : registered.toEpochMilli());
                }
                case RANK -> {
                    var rank = entry.facts().rank();
                    yield number(rank == null ? none(descending) : rank);
                }
                case SCORE -> {
                    var score = entry.facts().score();
                    yield number(score == null ? none(descending) : score);
                }
                case SITE -> entry.contact().site().ascii();
                case LAST_ASKED -> number(entry.contact().lastAsked().toEpochMilli());
                case TIMES -> number(entry.contact().times());
            };
        }

        private static String number(long number) {
            return Long.toString(number);
        }

        /** What is not known comes last either way. */
        public static long none(boolean descending) {
            return descending ? -MOST : MOST;
        }

        private static final long MOST = 1L << 60;
    }

    /** A sort with its direction. */
    public record Order(Sort sort, boolean descending) {

        public static final Order NEWEST_FIRST = new Order(Sort.FIRST_YOU, true);
    }

    /**
     * A place between two entries.
     *
     * @param key of the entry before it
     */
    public record Place(String key, long cursor) {}

    /** Whether it looks at the newest {@link #WINDOW} contacts only. */
    public boolean hasWindow() {
        return order.sort() != Sort.FIRST_YOU || !text.isEmpty();
    }

    /** The place after an entry of its page. */
    public Place placeAfter(TriageEntry entry) {
        return new Place(order.sort().key(entry, order.descending()), entry.cursor());
    }
}
