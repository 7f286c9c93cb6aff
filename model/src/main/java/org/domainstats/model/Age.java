package org.domainstats.model;

import org.domainstats.model.RegistrationOutcome.Registered;

import java.time.Duration;
import java.time.Instant;

/** The rule by which a registration becomes old enough to be called established. */
public record Age(Duration establishedAfter) {

    public static final Age DEFAULT = new Age(Duration.ofDays(730));

    /** What a domain is called by its age. */
    public enum Category {
        NEW("new"),
        ESTABLISHED("established"),
        /** Its age is not known: never new, never established. */
        UNKNOWN("unknown");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Category of(Answer answer, Instant now) {
        if (answer.seen().byWeb() instanceof Sighting.Established) {
            return Category.ESTABLISHED;
        }
        if (answer.facts().registration() instanceof Registered registered) {
            return of(registered, now);
        }
        return Category.UNKNOWN;
    }

    public Category of(Registered registered, Instant now) {
        return of(registered.effective(), now);
    }

    private Category of(Instant since, Instant now) {
        return since.plus(establishedAfter).isAfter(now) ? Category.NEW : Category.ESTABLISHED;
    }
}
