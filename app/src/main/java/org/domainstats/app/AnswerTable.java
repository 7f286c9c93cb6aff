package org.domainstats.app;

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
                Printable.of(answer.path("hostname").asText()),
                registered(answer),
                answer.has("age_days") ? age(answer.path("age_days").asLong()) : "-",
                seen(answer, "community_first_contact", "seen_by_us"),
                seen(answer, "first_contact", "seen_by_you"),
                answer.has("rank") ? answer.path("rank").asText() : "-",
                status(answer));
    }

    private static String registered(JsonNode answer) {
        if (answer.has("registered")) {
            return answer.path("registered").asText().substring(0, "yyyy-mm-dd".length());
        }
        return answer.path("established").asBoolean() ? "established" : "-";
    }

    private static String age(long days) {
        return days < 730 ? days + " d" : days / 365 + " y";
    }

    private static String seen(JsonNode answer, String announced, String instant) {
        if (answer.path(announced).asBoolean()) {
            return "FIRST CONTACT";
        }
        String text = answer.path(instant).asText("-");
        return text.length() > 19 ? text.substring(0, 19).replace('T', ' ') : text;
    }

    private static String status(JsonNode answer) {
        String status = answer.path("status").asText();
        return answer.has("reason")
                ? status + ": " + Printable.of(answer.path("reason").asText())
                : status;
    }
}
