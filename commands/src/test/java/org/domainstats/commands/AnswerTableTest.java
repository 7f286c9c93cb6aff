package org.domainstats.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class AnswerTableTest {

    @Test
    void noFieldReachesTheTerminalUnescaped() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        for (String field :
                List.of("hostname", "registered", "seen_by_us", "seen_by_you", "rank", "status")) {
            answer.put(field, "\u001b]0;owned\u0007");
        }
        answer.put("reason", "\u009b31m\u202e");

        assertThat(print(answer))
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e")
                .contains("\\u001b", "\\u009b");
    }

    @Test
    void instantIsCutToTheSecondAndWhatIsMissingIsADash() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.put("hostname", "example.org")
                .put("registered", "1995-08-31T04:00:00Z")
                .put("seen_by_you", "2026-11-25T20:15:30Z")
                .put("status", "ok");

        assertThat(print(answer).lines().toList().get(1))
                .matches("example.org +1995-08-31 +- +- +2026-11-25 20:15:30 +- +ok");
    }

    private static String print(ObjectNode answer) {
        StringWriter text = new StringWriter();
        new AnswerTable(new PrintWriter(text)).print(List.of(answer));
        return text.toString();
    }
}
