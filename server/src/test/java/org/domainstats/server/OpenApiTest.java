package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.answerkit.SampleAnswers;
import org.domainstats.model.Age;
import org.domainstats.model.Allowed;
import org.domainstats.model.Answer;
import org.domainstats.model.NotPublic.Reason;
import org.domainstats.model.Status;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The description that the server gives of itself, held against what it does. */
class OpenApiTest {

    private static final List<Answer> ANSWERS =
            List.of(
                    SampleAnswers.established(),
                    SampleAnswers.firstContact(),
                    SampleAnswers.seenBefore(),
                    SampleAnswers.newToAll(),
                    SampleAnswers.young(SampleAnswers.BY_YOU),
                    SampleAnswers.caughtAgain(),
                    SampleAnswers.unreachable(),
                    SampleAnswers.unregistered(),
                    SampleAnswers.undisclosed(),
                    SampleAnswers.noSource(),
                    SampleAnswers.privateName(),
                    SampleAnswers.limited(),
                    SampleAnswers.storeUnavailable(),
                    SampleAnswers.scored(1, 1),
                    SampleAnswers.scored(1, 99),
                    SampleAnswers.suspicious(0.95, new Allowed("young", "ours")),
                    SampleAnswers.labelled(SampleAnswers.established(), "phishing"),
                    SampleAnswers.junk("x", Reason.SINGLE_LABEL));

    private final ObjectMapper json = new ObjectMapper();

    private static String schemaOf(Dialect dialect) {
        return switch (dialect) {
            case ORIGINAL -> "Original";
            case DOMAIN_STATS -> "DomainStats";
            case V1 -> "Domain";
        };
    }

    @Test
    void everyAnswerIsAsDescribed() throws IOException {
        Formats formats = new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT);
        try (TestServer server = new TestServer()) {
            JsonNode document = json.readTree(server.get("/openapi.json").body());
            for (Answer answer : ANSWERS) {
                for (Dialect dialect : Dialect.values()) {
                    String line = formats.line(dialect, answer, SampleAnswers.NOW);
                    assertThat(Schema.faults(document, schemaOf(dialect), json.readTree(line)))
                            .as(line)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void everyFieldAndStatusDescribedIsSometimesGiven() throws IOException {
        Formats formats =
                new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT)
                        .learningUntil(SampleAnswers.NOW.plusSeconds(1));
        Set<String> fields = new HashSet<>();
        Set<String> statuses = new HashSet<>();
        for (Answer answer : ANSWERS) {
            JsonNode given = json.readTree(formats.line(Dialect.V1, answer, SampleAnswers.NOW));
            given.fieldNames().forEachRemaining(fields::add);
            statuses.add(given.get("status").asText());
        }
        try (TestServer server = new TestServer()) {
            JsonNode described =
                    json.readTree(server.get("/openapi.json").body())
                            .at("/components/schemas/Domain/properties");

            assertThat(described.fieldNames()).toIterable().hasSameElementsAs(fields);
            assertThat(described.at("/status/enum")).hasSize(Status.values().length);
            assertThat(statuses).hasSize(Status.values().length);
        }
    }

    @Test
    void answersProbesAndProblemsOverTheWireAreAsDescribed() throws IOException {
        try (TestServer server = new TestServer()) {
            JsonNode document = json.readTree(server.get("/openapi.json").body());
            Map<String, String> targets =
                    Map.of(
                            "/v1/domains/google.com", "Domain",
                            "/v1/domains/www.markbaggett.com?peek=true&wait=0s", "Domain",
                            "/v1/domains/%00", "Domain",
                            "/v1/domains/", "Domain",
                            "/google.com", "Original",
                            "/livez", "Probe",
                            "/v1/nothing", "Problem",
                            "/v1/domains/a.com?wait=x", "Problem");
            for (Map.Entry<String, String> target : targets.entrySet()) {
                JsonNode given = json.readTree(server.get(target.getKey()).body());
                assertThat(Schema.faults(document, target.getValue(), given))
                        .as(given.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void theExamplesAreTrue() throws IOException {
        try (TestServer server = new TestServer()) {
            JsonNode document = json.readTree(server.get("/openapi.json").body());
            JsonNode example = document.findValue("young").get("value");

            assertThat(Schema.faults(document, "Domain", example)).isEmpty();
        }
    }
}
