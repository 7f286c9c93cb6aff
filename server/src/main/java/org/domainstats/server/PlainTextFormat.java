package org.domainstats.server;

import org.domainstats.model.Answer;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The plain text of the first domain_stats: {@code /alexa/<domain>} and {@code
 * /domain/<field>/.../<domain>}. It cannot announce a first contact, so it does not use one up.
 */
final class PlainTextFormat {

    static final String ALEXA = "alexa/";
    static final String DOMAIN = "domain/";

    private final AnswerHandler answers;

    PlainTextFormat(AnswerHandler answers) {
        this.answers = answers;
    }

    /** The rank, or 0 for a domain that has none. Does not wait for the outside world. */
    String alexa(String hostname) {
        return rankOf(answers.peek(hostname, Duration.ZERO));
    }

    /**
     * The fields asked for, each followed by a semicolon and a blank, which is part of the date
     * pattern in every Logstash file that reads this.
     *
     * @param path fields and hostname, separated by slashes
     */
    String domain(String path) {
        List<String> parts = Arrays.asList(path.split("/", -1));
        String hostname = parts.getLast();
        Answer answer = answers.peek(hostname, answers.patience());
        if (!(answer.facts().registration() instanceof Registered registered)) {
            return "No whois record for " + Printable.of(hostname);
        }
        List<String> fields =
                parts.size() == 1 ? List.of("creation_date") : parts.subList(0, parts.size() - 1);
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(field(field, answer, registered)).append("; ");
        }
        return text.toString();
    }

    private static String field(String field, Answer answer, Registered registered) {
        // A star asked for every value of a field that has several; ours have one.
        return switch (field.endsWith("*") ? field.substring(0, field.length() - 1) : field) {
            case "creation_date" -> DialectDates.plain(registered.effective());
            case "expiration_date" -> dateOrNone(registered.until());
            case "domain_name" ->
                    answer.name() instanceof PublicName name ? name.domain().ascii() : "None";
            case "alexa" -> rankOf(answer);
            default -> "no field named " + Printable.of(field) + " found";
        };
    }

    private static String dateOrNone(@Nullable Instant instant) {
        return instant == null ? "None" : DialectDates.plain(instant);
    }

    private static String rankOf(Answer answer) {
        return Integer.toString(Math.max(0, answer.facts().rank()));
    }
}
