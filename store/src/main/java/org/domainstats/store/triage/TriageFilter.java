package org.domainstats.store.triage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which contacts are meant.
 *
 * @param from of the first contact, this instant included; whole hours, so that counts agree
 * @param to of the first contact, this instant excluded; whole hours
 * @param age only contacts of that age; null for any
 * @param marks only contacts marked so
 */
public record TriageFilter(Instant from, Instant to, View view, @Nullable AgeBin age, Marks marks) {

    /** Every contact. */
    public static final TriageFilter ALL =
            new TriageFilter(
                    Instant.EPOCH,
                    Instant.parse("9999-01-01T00:00:00Z"),
                    View.ALL,
                    null,
                    Marks.ANY);

    /** A group of contacts. */
    public enum View {
        ALL,
        YOUNG,
        SLEEPER,
        /** First for the community as well. */
        FOR_US,
        AGE_UNKNOWN,
        RANKED,
        /** Neither young nor ranked. */
        UNRANKED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<View> ofWord(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        }

        /** Whether contacts of a kind belong to it. */
        boolean contains(TriageFacts.Kind kind) {
            return switch (this) {
                case ALL -> true;
                case YOUNG -> kind.young();
                case SLEEPER -> kind.sleeper();
                case FOR_US -> kind.forUs();
                case AGE_UNKNOWN -> kind.age() == AgeBin.UNKNOWN;
                case RANKED -> kind.ranked() && !kind.young();
                case UNRANKED -> !kind.ranked() && !kind.young();
            };
        }
    }

    /** Which marks. */
    public enum Marks {
        ANY,
        /** All but those that were dismissed. */
        NOT_DISMISSED,
        OPEN,
        SEEN,
        DISMISSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Marks> ofWord(String word) {
            return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
        }
    }

    /** Whether contacts of a kind are meant, whatever their time and mark. */
    public boolean contains(TriageFacts.Kind kind) {
        return view.contains(kind) && (age == null || kind.age() == age);
    }

    public TriageFilter with(View other) {
        return new TriageFilter(from, to, other, age, marks);
    }

    public TriageFilter with(AgeBin other) {
        return new TriageFilter(from, to, view, other, marks);
    }

    public TriageFilter with(Marks other) {
        return new TriageFilter(from, to, view, age, other);
    }

    public TriageFilter between(Instant start, Instant end) {
        return new TriageFilter(start, end, view, age, marks);
    }
}
