package org.domainstats.events;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.JsonObject;
import org.domainstats.lookup.SiteReport;
import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.PublicName;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.events.EventLog.NewEvent;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes events: the fields of their own, then those of a {@code /v1} answer at that moment. This is
 * the flat JSON of {@code docs/events.md}, from which every other format is made.
 */
final class EventBody {

    /** Two machines' clocks may differ so much. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Formats formats;
    private final Age age;
    private final EventSettings settings;
    private final AllowList allowList;
    private final RandomGenerator random;

    EventBody(
            Formats formats,
            Age age,
            EventSettings settings,
            AllowList allowList,
            RandomGenerator random) {
        this.formats = formats;
        this.age = age;
        this.settings = settings;
        this.allowList = allowList;
        this.random = random;
    }

    /**
     * What an event is made of.
     *
     * @param firstAsked the first contact with the site; null if there is none
     * @param askedBy who asked about it; null if that is not known
     * @param former when the domain was registered before, where the event is about that
     */
    record Subject(
            SiteReport report,
            @Nullable Instant firstAsked,
            @Nullable AskedBy askedBy,
            @Nullable Instant former) {

        PublicName name() {
            return (PublicName) report.answer().name();
        }
    }

    NewEvent make(EventKind kind, Subject subject, Instant now) {
        String id = EventIds.next(now, random);
        JsonObject head =
                new JsonObject()
                        .text("id", id)
                        .text("kind", kind.word())
                        .text("time", Timestamps.of(now))
                        .text("age", isAgeKnown(subject.report, now) ? "known" : "unknown")
                        .text("community", community(subject))
                        .instant("formerly_registered", subject.former);
        if (subject.askedBy != null) {
            head.text("asked_by", subject.askedBy.first());
            head.number("clients", subject.askedBy.clients());
        }
        head.text("allowed", allowed(kind, subject, now));
        String answer = formats.line(Dialect.V1, answer(kind, subject), now);
        String json = head.end();
        return new NewEvent(
                id,
                kind.word(),
                subject.name().site(),
                now,
                json.substring(0, json.length() - 1) + "," + answer.substring(1));
    }

    private @Nullable String allowed(EventKind kind, Subject subject, Instant now) {
        boolean young = age.isYoung(subject.report.answer(), now);
        return allowList.reason(kind, subject.name().site(), young, now);
    }

    private static Answer answer(EventKind kind, Subject subject) {
        Answer answer = subject.report.answer();
        @Nullable Instant asked = subject.firstAsked;
        Sighting byYou =
                asked == null
                        ? Sighting.UNAVAILABLE
                        : kind == EventKind.FIRST_CONTACT
                                ? new Sighting.FirstContact(asked)
                                : new Sighting.At(asked);
        Seen seen = new Seen(answer.seen().byWeb(), answer.seen().byUs(), byYou);
        return new Answer(answer.asked(), answer.name(), seen, answer.facts());
    }

    private boolean isAgeKnown(SiteReport report, Instant now) {
        return age.of(report.answer(), now) != Age.Category.UNKNOWN;
    }

    /** What the community knew of the site when it was first asked about here. */
    private static String community(Subject subject) {
        return switch (subject.report.answer().seen().byUs()) {
            case Sighting.Established _ -> "established";
            case Sighting.FirstContact _ -> "first";
            case Sighting.At at ->
                    subject.firstAsked != null
                                    && at.instant()
                                            .plus(CLOCK_DIFFERENCE)
                                            .isAfter(subject.firstAsked)
                            ? "first"
                            : "seen";
            case Sighting.Unavailable _ -> "unknown";
        };
    }

    /**
     * Whether an old domain has been put to use: registered long ago, unranked, and nobody had
     * asked about it. What somebody makes below another's domain has no age of its own.
     */
    boolean isSleeper(Subject subject, Instant now) {
        Answer answer = subject.report.answer();
        String community = community(subject);
        return !subject.name().isHosted()
                && answer.facts().rank() < 0
                && age.of(answer, now) == Age.Category.ESTABLISHED
                && (community.equals("first")
                        || community.equals("unknown") && settings.sleepersWithoutCommunity());
    }
}
