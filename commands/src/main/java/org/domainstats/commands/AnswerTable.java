package org.domainstats.commands;

import com.fasterxml.jackson.databind.JsonNode;

import org.domainstats.model.Printable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Answers as a table for people, in columns as wide as they need to be. */
final class AnswerTable {

    private static final List<String> HEAD =
            List.of(
                    "NAME",
                    "REGISTERED",
                    "AGE",
                    "FIRST SEEN BY US",
                    "FIRST SEEN BY YOU",
                    "RANK",
                    "STATUS");

    private static final String NOTHING = "-";

    private final PrintWriter out;

    AnswerTable(PrintWriter out) {
        this.out = out;
    }

    void print(List<JsonNode> answers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        answers.forEach(answer -> rows.add(row(answer)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static List<String> row(JsonNode answer) {
        return List.of(
                text(answer, "hostname"),
                registered(answer),
                answer.has("age_days") ? age(answer.path("age_days").asLong()) : NOTHING,
                seen(answer, "community_first_contact", "seen_by_us"),
                seen(answer, "first_contact", "seen_by_you"),
                answer.has("rank") ? text(answer, "rank") : NOTHING,
                status(answer));
    }

    /** Whatever answers at the port may write anything into any field. */
    private static String text(JsonNode answer, String field) {
        return Printable.of(answer.path(field).asText());
    }

    private static String registered(JsonNode answer) {
        if (answer.has("registered")) {
            return first(text(answer, "registered"), "yyyy-mm-dd".length());
        }
        return answer.path("established").asBoolean() ? "established" : NOTHING;
    }

    private static String age(long days) {
        return days < 730 ? days + " d" : days / 365 + " y";
    }

    private static String seen(JsonNode answer, String announced, String instant) {
        if (answer.path(announced).asBoolean()) {
            return "FIRST CONTACT";
        }
        return answer.has(instant)
                ? first(text(answer, instant), "yyyy-mm-dd hh:mm:ss".length()).replace('T', ' ')
                : NOTHING;
    }

    private static String first(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    private static String status(JsonNode answer) {
        String status = text(answer, "status");
        return answer.has("reason") ? status + ": " + text(answer, "reason") : status;
    }
}
