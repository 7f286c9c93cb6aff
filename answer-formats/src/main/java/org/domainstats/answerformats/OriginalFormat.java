package org.domainstats.answerformats;

import org.domainstats.model.Answer;
import org.domainstats.model.Insights;
import org.domainstats.model.Lookalike;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;

import java.time.Duration;
import java.time.Instant;

/**
 * The line of domain_stats2. Its keys, their order and the blanks are what scripts in the field
 * split it by, so nothing of ours goes into it.
 *
 * @param offset what is added to the instant of the own first contact, and to nothing else
 */
record OriginalFormat(Duration offset) implements AnswerFormat {

    /**
     * From here on one ranked name in fifteen is suspected, and most made-up ones: docs/scores.md.
     */
    private static final double LOOKS_RANDOM = 0.9;

    @Override
    public String line(Answer answer, Instant now) {
        StringBuilder line = new StringBuilder(192);
        line.append("{\"seen_by_web\": \"").append(word(answer.seen().byWeb(), Duration.ZERO));
        line.append("\", \"seen_by_us\": \"").append(word(answer.seen().byUs(), Duration.ZERO));
        line.append("\", \"seen_by_you\": \"").append(word(answer.seen().byYou(), offset));
        line.append("\", \"rank\": ").append(answer.facts().rank()).append(", \"other\": ");
        return Json.quote(line, other(answer)).append('}').toString();
    }

    private static String word(Sighting sighting, Duration offset) {
        return switch (sighting) {
            case Sighting.Established established -> "ESTABLISHED";
            case Sighting.FirstContact first -> "FIRST-CONTACT";
            case Sighting.At at -> DialectDates.plain(at.instant().plus(offset));
            case Sighting.Unavailable unavailable -> "UNAVAILABLE";
        };
    }

    /** The original carried an object here, but as text. */
    private static String other(Answer answer) {
        StringBuilder other = new StringBuilder("{");
        if (!answer.facts().insights().labels().isEmpty()) {
            Json.array(other.append("\"labels\": "), answer.facts().insights().labels(), ", ");
        }
        appendInsights(other, answer.facts().insights());
        Status status = answer.facts().status();
        if (status != Status.OK) {
            Json.quote(next(other).append("\"status\": "), status.word());
        }
        String error = StatusExplanation.of(answer);
        if (status != Status.OK && error != null) {
            Json.quote(next(other).append("\"error\": "), error);
        }
        return other.append('}').toString();
    }

    /** Only what makes a name stand out: most answers keep the empty object of the original. */
    private static void appendInsights(StringBuilder other, Insights insights) {
        Double randomness = insights.randomness();
        if (randomness != null && randomness >= LOOKS_RANDOM) {
            next(other).append("\"randomness\": ").append(Json.decimal(randomness));
        }
        Lookalike lookalike = insights.lookalike();
        if (lookalike != null) {
            Json.quote(next(other).append("\"lookalike\": {\"of\": "), lookalike.of());
            Json.quote(other.append(", \"why\": "), lookalike.why()).append('}');
        }
        if (insights.hint() != null) {
            next(other).append("\"hint\": \"new\"");
        }
    }

    private static StringBuilder next(StringBuilder object) {
        return object.length() == 1 ? object : object.append(", ");
    }
}
