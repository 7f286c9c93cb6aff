package org.domainstats.answerformats;

import org.domainstats.model.Age;
import org.domainstats.model.Allowed;
import org.domainstats.model.Answer;
import org.domainstats.model.FreqScore;
import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Lookalike;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own object: flat, every field of one type for ever, and left out where it is not known. The
 * fields are described in {@code openapi.json}.
 */
record V1Format(Age age, FreqAlerts freqAlerts, Instant learningUntil) implements AnswerFormat {

    @Override
    public String line(Answer answer, Instant now) {
        JsonObject line = new JsonObject();
        names(line, answer);
        line.text("status", answer.facts().status().word());
        line.text("reason", StatusExplanation.of(answer));
        Age.Category category = age.of(answer, now);
        line.text("category", category.word());
        line.flag("established", category == Age.Category.ESTABLISHED);
        line.flag("first_contact", answer.seen().byYou() instanceof Sighting.FirstContact);
        line.instant("seen_by_web", seenByWeb(answer));
        line.instant("seen_by_us", instant(answer.seen().byUs()));
        line.instant("seen_by_you", instant(answer.seen().byYou()));
        registration(line, answer, now);
        int rank = answer.facts().rank();
        if (rank != KnownDomain.UNRANKED) {
            line.number("rank", rank);
        }
        FreqScore score = answer.facts().insights().freq();
        if (score != null) {
            line.decimal("freq_average", score.average());
            line.decimal("freq_total", score.total());
        }
        insights(line, answer.facts().insights());
        line.texts("alerts", alerts(answer));
        line.texts("labels", answer.facts().insights().labels());
        allowed(line, answer.facts().insights().allowed());
        if (now.isBefore(learningUntil)) {
            line.flag("learning", true);
        }
        return line.end();
    }

    private static void insights(JsonObject line, Insights insights) {
        Double randomness = insights.randomness();
        if (randomness != null) {
            line.decimal("randomness", randomness);
        }
        Lookalike lookalike = insights.lookalike();
        if (lookalike != null) {
            line.text("lookalike_of", lookalike.of());
            line.text("lookalike_why", lookalike.why());
        }
        Hint hint = insights.hint();
        if (hint != null) {
            line.text("hint", "new");
            line.text("hint_day", hint.day().toString());
            line.text("hint_source", hint.list());
        }
    }

    /** Two lists in one order, as the object is flat. */
    private static void allowed(JsonObject line, List<Allowed> allowed) {
        if (!allowed.isEmpty()) {
            line.texts("allowed_signals", allowed.stream().map(Allowed::signal).toList());
            line.texts("allowed_reasons", allowed.stream().map(Allowed::reason).toList());
        }
    }

    private static void names(JsonObject line, Answer answer) {
        switch (answer.name()) {
            case PublicName name -> {
                line.text("hostname", name.host().ascii());
                line.text("domain", name.domain().ascii());
                line.text("site", name.site().ascii());
            }
            case NotPublic junk -> line.text("hostname", Printable.of(answer.asked()));
        }
    }

    private static void registration(JsonObject line, Answer answer, Instant now) {
        RegistrationOutcome outcome = answer.facts().registration();
        if (outcome == null) {
            return;
        }
        switch (outcome) {
            case Registered registered -> {
                line.number("age_days", ageInDays(registered, now));
                line.instant("registered", registered.first());
                Instant again = registered.again();
                line.instant(
                        "reregistered",
                        again != null && again.isAfter(registered.first()) ? again : null);
                line.instant("registered_until", registered.until());
                line.text("registered_precision", registered.precision().word());
                source(line, registered.source(), answer.facts().insights().hint());
            }
            case Undisclosed undisclosed -> {
                line.instant("registered_until", undisclosed.until());
                source(line, undisclosed.source(), null);
            }
            case Unregistered unregistered -> source(line, unregistered.source(), null);
            case NoSource noSource -> {}
            case Unreachable unreachable -> {}
        }
    }

    private static void source(JsonObject line, Source source, @Nullable Hint hint) {
        String list = source == Source.HINT && hint != null ? ":" + hint.list() : "";
        line.text("registered_source", source.word() + list);
    }

    /**
     * Whole days since the registration; a registry whose clock is ahead does not make it less than
     * none.
     */
    static long ageInDays(Registered registered, Instant now) {
        return Math.max(0, Duration.between(registered.effective(), now).toDays());
    }

    private static @Nullable Instant seenByWeb(Answer answer) {
        return answer.facts().registration() instanceof Registered registered
                        && registered.source() != Source.HINT
                ? registered.effective()
                : instant(answer.seen().byWeb());
    }

    private static @Nullable Instant instant(Sighting sighting) {
        return switch (sighting) {
            case Sighting.At at -> at.instant();
            case Sighting.FirstContact first -> first.at();
            case Sighting.Established established -> null;
            case Sighting.Unavailable unavailable -> null;
        };
    }

    private List<String> alerts(Answer answer) {
        List<String> alerts = new ArrayList<>();
        if (answer.seen().byYou() instanceof Sighting.FirstContact) {
            alerts.add("first-contact");
        }
        if (answer.seen().byUs() instanceof Sighting.FirstContact) {
            alerts.add("community-first-contact");
        }
        int unusual = freqAlerts.below(answer.facts().insights().freq());
        if (unusual > 0) {
            alerts.add(unusual == 2 ? "low-freq-scores" : "suspect-freq-score");
        }
        return alerts;
    }
}
