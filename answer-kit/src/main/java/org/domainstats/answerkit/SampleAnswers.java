package org.domainstats.answerkit;

import org.domainstats.model.Allowed;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.DomainName;
import org.domainstats.model.FreqScore;
import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Answers of every kind that there is. */
public final class SampleAnswers {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final Instant BY_WEB = Instant.parse("2015-12-12T19:34:59Z");
    public static final Instant BY_US = Instant.parse("2019-11-08T10:03:17Z");
    public static final Instant BY_YOU = Instant.parse("2026-03-01T23:30:00Z");

    public static final Registered REGISTERED =
            new Registered(
                    BY_WEB,
                    null,
                    Precision.SECOND,
                    Instant.parse("2027-12-12T19:34:59Z"),
                    Source.RDAP);

    private SampleAnswers() {}

    /** The first example of the original's own page: listed as established, first contact. */
    public static Answer established() {
        return answer(
                "google.com",
                new Seen(
                        Sighting.ESTABLISHED,
                        Sighting.ESTABLISHED,
                        new Sighting.FirstContact(BY_YOU)),
                new DomainFacts(null, 1, Status.OK, Insights.NONE));
    }

    /** The second one: the web and the community know it, we do not. */
    public static Answer firstContact() {
        return answer(
                "markbaggett.com",
                new Seen(
                        new Sighting.At(BY_WEB),
                        new Sighting.At(BY_US),
                        new Sighting.FirstContact(BY_YOU)),
                facts(REGISTERED, Status.OK));
    }

    public static Answer seenBefore() {
        return firstContact().repeatable();
    }

    /** Nobody has ever seen it before. */
    public static Answer newToAll() {
        return answer(
                "brand-new.example.com",
                new Seen(
                        Sighting.UNAVAILABLE,
                        new Sighting.FirstContact(BY_YOU),
                        new Sighting.FirstContact(BY_YOU)),
                facts(null, Status.PENDING));
    }

    public static Answer young(Instant registered) {
        return answer(
                "young.com",
                new Seen(
                        new Sighting.At(registered), Sighting.UNAVAILABLE, new Sighting.At(BY_YOU)),
                facts(
                        new Registered(registered, null, Precision.DAY, null, Source.WHOIS),
                        Status.OK));
    }

    /** Dropped in 2019 and caught again in 2026, on a customer's name below a private suffix. */
    public static Answer caughtAgain() {
        Instant again = Instant.parse("2026-11-20T08:00:00Z");
        Answer like = young(again);
        return new Answer(
                "a.b.github.io",
                new PublicName(
                        new DomainName("a.b.github.io"),
                        new DomainName("github.io"),
                        new DomainName("b.github.io")),
                like.seen(),
                facts(
                        new Registered(BY_WEB, again, Precision.BEFORE, null, Source.COMMUNITY),
                        Status.OK));
    }

    public static Answer unreachable() {
        return unavailable(
                new Unreachable("rdap.example did not answer in 5 s", null), Status.UNREACHABLE);
    }

    public static Answer unregistered() {
        return unavailable(new Unregistered(Source.RDAP), Status.UNREGISTERED);
    }

    public static Answer undisclosed() {
        return unavailable(
                new Undisclosed(Instant.parse("2027-01-01T00:00:00Z"), Source.WHOIS),
                Status.UNDISCLOSED);
    }

    public static Answer limited() {
        return unavailable(null, Status.LIMITED);
    }

    public static Answer storeUnavailable() {
        return unavailable(null, Status.STORE_UNAVAILABLE);
    }

    public static Answer barred() {
        return unavailable(new Undisclosed(null, Source.WHOIS, Barred.PREMIUM), Status.UNDISCLOSED);
    }

    public static Answer noSource() {
        return unavailable(new NoSource(), Status.NO_SOURCE);
    }

    public static Answer privateName() {
        return unavailable(null, Status.PRIVATE);
    }

    private static final Hint HINT =
            new Hint(LocalDate.of(2026, 11, 20), Hint.Kind.SEEN, "isc", Instant.EPOCH);

    private static Answer unavailable(@Nullable RegistrationOutcome outcome, Status status) {
        return answer(
                "some.com",
                new Seen(Sighting.UNAVAILABLE, Sighting.UNAVAILABLE, new Sighting.At(BY_YOU)),
                facts(outcome, status));
    }

    public static Answer junk(String asked, NotPublic.Reason reason) {
        return new Answer(asked, new NotPublic(reason), Seen.NOTHING, DomainFacts.NONE);
    }

    public static Answer scored(double average, double total) {
        Answer like = seenBefore();
        return new Answer(
                like.asked(),
                like.name(),
                like.seen(),
                new DomainFacts(
                        REGISTERED,
                        4711,
                        Status.OK,
                        new Insights(new FreqScore(average, total), List.of())));
    }

    public static Answer suspicious(double randomness, Allowed... allowed) {
        Answer like = seenBefore();
        return new Answer(
                like.asked(),
                like.name(),
                like.seen(),
                new DomainFacts(
                        REGISTERED,
                        KnownDomain.UNRANKED,
                        Status.OK,
                        Insights.NONE
                                .withRandomness(randomness)
                                .withLookalike(new Lookalike("paypal.com", "1 for l", false))
                                .withHint(HINT)
                                .withAllowed(List.of(allowed))));
    }

    public static Answer labelled(Answer like, String... labels) {
        return new Answer(
                like.asked(),
                like.name(),
                like.seen(),
                new DomainFacts(
                        like.facts().registration(),
                        like.facts().rank(),
                        like.facts().status(),
                        new Insights(null, List.of(labels))));
    }

    private static DomainFacts facts(@Nullable RegistrationOutcome outcome, Status status) {
        return new DomainFacts(outcome, KnownDomain.UNRANKED, status, Insights.NONE);
    }

    private static Answer answer(String name, Seen seen, DomainFacts facts) {
        DomainName domain = new DomainName(name);
        return new Answer(name, new PublicName(domain, domain, domain), seen, facts);
    }
}
