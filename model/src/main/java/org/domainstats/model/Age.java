package org.domainstats.model;

import org.domainstats.model.RegistrationOutcome.Registered;

import java.time.Duration;
import java.time.Instant;

/**
 * The rules by which a registration is called young or established.
 *
 * @param youngWithin so long after its registration a domain is young
 */
public record Age(Duration establishedAfter, Duration youngWithin) {

    public static final Age DEFAULT = new Age(Duration.ofDays(730));

    /** The same with the usual length of youth. */
    public Age(Duration establishedAfter) {
        this(establishedAfter, Duration.ofDays(30));
    }

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

    /** Whether a domain that is registered since then is young. */
    public boolean isYoung(Instant registered, Instant at) {
        return registered.plus(youngWithin).isAfter(at);
    }

    /** Whether a domain is known to be young, by its registration or by a list of new ones. */
    public boolean isYoung(Answer answer, Instant at) {
        return of(answer, at) == Category.NEW
                && answer.facts().registration() instanceof Registered registered
                && isYoung(registered.effective(), at);
    }

    public Category of(Registered registered, Instant now) {
        return of(registered.effective(), now);
    }

    private Category of(Instant since, Instant now) {
        return since.plus(establishedAfter).isAfter(now) ? Category.NEW : Category.ESTABLISHED;
    }
}
