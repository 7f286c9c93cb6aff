package org.domainstats.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class ExportFormatsTest {

    private static JsonObject entry() {
        return new JsonObject()
                .put("site", "evil.example")
                .put("first_you", "2026-11-24T10:00:00Z")
                .put("last_asked", "2026-11-25T10:00:00.5Z")
                .put("times", 3_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void noCellIsAFormula(String note) {
        String row = CsvRow.of(entry().put("note", note));
        assertThat(row).contains("'" + note).doesNotContain("," + note);
    }

    @Test
    void quotesAndLinesStayInTheirCell() {
        String row = CsvRow.of(entry().put("note", "a \"b\", c\r\nd"));
        assertThat(row).contains("\"a \"\"b\"\", c\r\nd\"").startsWith("evil.example,,2026");
        assertThat(CsvRow.header().split(",")).hasSize(18);
    }

    @Test
    void listsAreOneCellAndNoFormulaEither() {
        JsonArray reasons = new JsonArray().add("=1+1").add("young");
        assertThat(CsvRow.of(entry().put("score_reasons", reasons)))
                .endsWith(",\"'=1+1; young\"\r\n");
    }

    /** The example of STIX 2.1 section 6.4. */
    @Test
    void idOfADomainNameIsThatOfEverybodyElse() {
        assertThat(StixObjects.of(entry().put("site", "example.com")))
                .contains("\"id\":\"domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7\"");
    }

    @Test
    void bundleIsJsonWithinTheBoundsOfStix() {
        Instant now = Instant.parse("2026-11-26T00:00:00Z");
        JsonObject bundle =
                new JsonObject(
                        StixObjects.begin(now) + StixObjects.of(entry()) + StixObjects.end());
        JsonArray objects = bundle.getJsonArray("objects");
        JsonObject observed = objects.getJsonObject(1);
        assertThat(observed.getInteger("number_observed")).isEqualTo(999_999_999);
        assertThat(observed.getString("first_observed")).isEqualTo("2026-11-24T10:00:00.000Z");
        assertThat(observed.getJsonArray("object_refs").getString(0))
                .isEqualTo(objects.getJsonObject(0).getString("id"));
    }
}
