package org.domainstats.answerformats;

import org.domainstats.model.Answer;
import org.domainstats.model.Printable;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The plain text of the first domain_stats: {@code /alexa/<domain>} and {@code
 * /domain/<field>/.../<domain>}. It has no room for a first contact.
 */
public final class PlainTextFormat {

    private PlainTextFormat() {}

    /** The rank, or 0 for a domain that has none. */
    public static String rank(Answer answer) {
        return Integer.toString(Math.max(0, answer.facts().rank()));
    }

    /**
     * The fields, each followed by a semicolon and a blank, which is part of the date pattern in
     * every Logstash file that reads this.
     *
     * @param fields in the order of the path; none means the creation date
     */
    public static String fields(Answer answer, List<String> fields) {
        if (!(answer.facts().registration() instanceof Registered registered)) {
            return "No whois record for " + Printable.of(answer.asked());
        }
        StringBuilder text = new StringBuilder();
        for (String field : fields.isEmpty() ? List.of("creation_date") : fields) {
            text.append(field(field, answer, registered)).append("; ");
        }
        return text.toString();
    }

    private static String field(String field, Answer answer, Registered registered) {
        // A star selected every value of a field that has several; ours have one.
        return switch (field.endsWith("*") ? field.substring(0, field.length() - 1) : field) {
            case "creation_date" -> DialectDates.plain(registered.effective());
            case "expiration_date" -> dateOrNone(registered.until());
            case "domain_name" ->
                    answer.name() instanceof PublicName name ? name.domain().ascii() : "None";
            case "alexa" -> rank(answer);
            default -> "no field named " + Printable.of(field) + " found";
        };
    }

    private static String dateOrNone(@Nullable Instant instant) {
        return instant == null ? "None" : DialectDates.plain(instant);
    }
}
