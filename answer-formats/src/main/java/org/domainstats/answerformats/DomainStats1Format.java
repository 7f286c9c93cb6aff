package org.domainstats.answerformats;

import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.FreqScore;
import org.domainstats.model.Hint;
import org.domainstats.model.NotPublic;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The object of domain_stats 1.x: compact, its keys in alphabetical order, because the Zeek script
 * that came with it splits the text between them. What is not known is the string {@code ERROR},
 * with the reason among the alerts.
 *
 * <p>One answer that the original never had to give: of a name whose contact is known but whose
 * registration is not, {@code seen_by_you} is given all the same. {@code seen_by_web} is always a
 * date or {@code ERROR}: the date of a well-known domain whose list gives none is looked up behind.
 *
 * @param offset what is added to the instant of the own first contact, and to nothing else
 */
record DomainStats1Format(Age age, Duration offset, FreqAlerts freqAlerts) implements AnswerFormat {

    private static final String ERROR = "ERROR";

    @Override
    public String line(Answer answer, Instant now) {
        StringBuilder line = new StringBuilder(256).append("{\"alerts\":");
        Json.array(line, alerts(answer), ",");
        line.append(",\"category\":\"").append(category(answer, now));
        line.append("\",\"freq_score\":");
        freqScore(line, answer);
        line.append(",\"seen_by_isc\":\"").append(seenByIsc(answer, DialectDates::http));
        line.append("\",\"seen_by_web\":\"").append(seenByWeb(answer, DialectDates::http));
        line.append("\",\"seen_by_you\":\"").append(seenByYou(answer, DialectDates::http));
        return line.append("\"}").toString();
    }

    /** The object as the first 1.x wrote it: in an order of its own, with blanks, plain dates. */
    String spaced(Answer answer, Instant now) {
        StringBuilder line = new StringBuilder(256).append("{\"seen_by_web\": \"");
        line.append(seenByWeb(answer, DialectDates::plain)).append("\", \"seen_by_isc\": \"");
        line.append(seenByIsc(answer, DialectDates::plain)).append("\", \"seen_by_you\": \"");
        line.append(seenByYou(answer, DialectDates::plain)).append("\", \"category\": \"");
        line.append(category(answer, now)).append("\", \"alerts\": ");
        return Json.array(line, alerts(answer), ", ").append('}').toString();
    }

    private List<String> alerts(Answer answer) {
        if (answer.name() instanceof NotPublic) {
            return List.of("No valid eTLD exists for this domain.");
        }
        List<String> alerts = new ArrayList<>();
        int unusual = freqAlerts.below(answer.facts().insights().freq());
        if (unusual > 0) {
            alerts.add(unusual == 2 ? "LOW-FREQ-SCORES" : "SUSPECT-FREQ-SCORE");
        }
        if (answer.seen().byYou() instanceof Sighting.FirstContact) {
            alerts.add("YOUR-FIRST-CONTACT");
        }
        if (answer.seen().byUs() instanceof Sighting.FirstContact) {
            alerts.add("ISC-FIRST-CONTACT");
        }
        if (seenByWeb(answer, DialectDates::http).equals(ERROR)) {
            alerts.add(
                    answer.seen().byWeb() instanceof Sighting.Established
                            ? "The registration date is being looked up."
                            : StatusExplanation.sentence(answer));
        }
        return alerts;
    }

    private String category(Answer answer, Instant now) {
        return switch (age.of(answer, now)) {
            case NEW -> "NEW";
            case ESTABLISHED -> "ESTABLISHED";
            case UNKNOWN -> ERROR;
        };
    }

    private static void freqScore(StringBuilder line, Answer answer) {
        FreqScore score = answer.facts().insights().freq();
        if (score != null) {
            line.append('[').append(Json.decimal(score.average())).append(',');
            line.append(Json.decimal(score.total())).append(']');
        } else {
            line.append(answer.name() instanceof NotPublic ? "\"ERROR\"" : "\"disabled\"");
        }
    }

    private static String seenByIsc(Answer answer, Function<Instant, String> date) {
        return switch (answer.seen().byUs()) {
            case Sighting.At at -> date.apply(at.instant());
            case Sighting.FirstContact first -> date.apply(first.at());
            case Sighting.Established established -> "top1m";
            case Sighting.Unavailable unavailable -> hinted(answer, date);
        };
    }

    /** The list of the ISC, or another of new domains, where one names the domain. */
    private static String hinted(Answer answer, Function<Instant, String> date) {
        Hint hint = answer.facts().insights().hint();
        return hint == null ? source(answer) : date.apply(hint.start());
    }

    /** Without a community, the field said where the date came from. */
    private static String source(Answer answer) {
        if (answer.seen().byWeb() instanceof Sighting.Established) {
            return "top1m";
        }
        if (!(answer.facts().registration() instanceof Registered registered)) {
            return ERROR;
        }
        return switch (registered.source()) {
            case Source.RDAP -> "RDAP";
            case Source.WHOIS -> "WHOIS";
            case Source.COMMUNITY -> "ISC";
            case Source.FEED -> "top1m";
            case Source.HINT -> "LIST";
            case Source.MIGRATED -> "LOCAL";
        };
    }

    private static String seenByWeb(Answer answer, Function<Instant, String> date) {
        if (answer.facts().registration() instanceof Registered registered
                && registered.source() != Source.HINT) {
            return date.apply(registered.effective());
        }
        return switch (answer.seen().byWeb()) {
            case Sighting.At at -> date.apply(at.instant());
            case Sighting.FirstContact first -> date.apply(first.at());
            case Sighting.Established established -> ERROR;
            case Sighting.Unavailable unavailable -> ERROR;
        };
    }

    private String seenByYou(Answer answer, Function<Instant, String> date) {
        return switch (answer.seen().byYou()) {
            case Sighting.At at -> date.apply(at.instant().plus(offset));
            case Sighting.FirstContact first -> date.apply(first.at().plus(offset));
            case Sighting.Established established -> "ESTABLISHED";
            case Sighting.Unavailable unavailable -> ERROR;
        };
    }
}
