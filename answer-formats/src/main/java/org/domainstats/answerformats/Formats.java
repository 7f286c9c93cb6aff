package org.domainstats.answerformats;

import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.RegistrationOutcome.Registered;

import java.time.Duration;
import java.time.Instant;

/** The dialects, set up as the operator wants them. Pure. */
public final class Formats {

    private final Age age;
    private final FreqAlerts freqAlerts;
    private final AnswerFormat original;
    private final DomainStats1Format domainStats;
    private final AnswerFormat v1;
    private final Instant learningUntil;

    /**
     * @param timezoneOffset what is added to the instant of the own first contact in the two old
     *     dialects
     */
    public Formats(Age age, Duration timezoneOffset, FreqAlerts freqAlerts) {
        this.age = age;
        this.freqAlerts = freqAlerts;
        this.original = new OriginalFormat(timezoneOffset);
        this.domainStats = new DomainStats1Format(age, timezoneOffset, freqAlerts);
        this.v1 = new V1Format(age, freqAlerts, Instant.MIN);
        this.learningUntil = Instant.MIN;
    }

    private Formats(Formats others, V1Format v1) {
        this.age = others.age;
        this.freqAlerts = others.freqAlerts;
        this.original = others.original;
        this.domainStats = others.domainStats;
        this.v1 = v1;
        this.learningUntil = v1.learningUntil();
    }

    /** The same for a server that is new to its network until then: {@code v1} says so. */
    public Formats learningUntil(Instant end) {
        return new Formats(this, new V1Format(age, freqAlerts, end));
    }

    /** One line of ASCII, without its end. */
    public String line(Dialect dialect, Answer answer, Instant now) {
        return switch (dialect) {
            case ORIGINAL -> original.line(answer, now);
            case DOMAIN_STATS -> domainStats.line(answer, now);
            case V1 -> v1.line(answer, now);
        };
    }

    /** One row of {@link CacheReport}, with its line feed, in ASCII. */
    public String cacheReportRow(
            String key, long reads, Instant expires, Answer answer, Instant now) {
        return CacheReport.row(key, reads, expires, domainStats.spaced(answer, now));
    }

    /** Until when the line stays true, as far as the passing of time is concerned. */
    public Instant validUntil(Dialect dialect, Answer answer, Instant now) {
        Instant aged = agedAt(dialect, answer, now);
        return dialect == Dialect.V1 && learningUntil.isAfter(now) && learningUntil.isBefore(aged)
                ? learningUntil
                : aged;
    }

    private Instant agedAt(Dialect dialect, Answer answer, Instant now) {
        if (dialect == Dialect.ORIGINAL
                || !(answer.facts().registration() instanceof Registered registered)) {
            return Instant.MAX;
        }
        Instant birthday =
                registered
                        .effective()
                        .plus(Duration.ofDays(V1Format.ageInDays(registered, now) + 1));
        Instant grownUp = registered.effective().plus(age.establishedAfter());
        return grownUp.isAfter(now) && grownUp.isBefore(birthday) ? grownUp : birthday;
    }
}
