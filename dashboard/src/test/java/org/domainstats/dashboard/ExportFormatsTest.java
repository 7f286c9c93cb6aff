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
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1"})
    void noCellIsAFormula(String note) {
        String row = CsvRow.of(entry().put("note", note));
        assertThat(row.replaceAll("[\\s\"]", "")).contains(",'" + note.strip());
    }

    /** As a spreadsheet reads it where cells are separated by semicolons: our quotes end none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "seen;=cmd|'/c calc'!A1",
                "a\"; =1",
                "a;\"=1",
                "a\r\n=1",
                "a\t+1;-2;\"@x",
                ";;=1"
            })
    void noPartOfACellIsAFormulaBehindAnotherSeparator(String note) {
        String row = CsvRow.of(entry().put("note", note));
        for (String part : row.split("[;\\t\\r\\n]", -1)) {
            assertThat(part.replaceAll("[\\s\"]", "")).doesNotStartWith("=").isNotEqualTo("@x");
            assertThat(part.strip()).doesNotContainPattern("^\"*[=+@-]");
        }
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

    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    private static JsonArray objects(JsonObject entry) {
        StixObjects stix = new StixObjects(NOW);
        return new JsonObject(stix.begin() + stix.of(entry) + stix.of(entry) + stix.end())
                .getJsonArray("objects");
    }

    private static JsonObject object(JsonArray objects, String type) {
        return objects.stream()
                .map(each -> (JsonObject) each)
                .filter(each -> type.equals(each.getString("type")))
                .findFirst()
                .orElseThrow();
    }

    /** The example of STIX 2.1 section 6.4. */
    @Test
    void idOfADomainNameIsThatOfEverybodyElse() {
        JsonObject domain = object(objects(entry().put("site", "example.com")), "domain-name");
        assertThat(domain.getString("id"))
                .isEqualTo("domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7");
    }

    @Test
    void bundleIsJsonWithinTheBoundsOfStix() {
        JsonArray objects = objects(entry());
        assertThat(objects).hasSize(6);
        JsonObject observed = object(objects, "observed-data");
        assertThat(observed.getInteger("number_observed")).isEqualTo(999_999_999);
        assertThat(observed.getString("first_observed")).isEqualTo("2026-11-24T10:00:00.000Z");
        assertThat(observed.getJsonArray("object_refs").getString(0))
                .isEqualTo(object(objects, "domain-name").getString("id"));
        // Section 3.2: no list is empty, and what is not known is left out.
        assertThat(observed.fieldNames()).doesNotContain("labels", "extensions");
    }

    @Test
    void scoresAreInLabelsAndInAnExtensionThatTheBundleDefines() {
        JsonObject entry =
                entry().put("young", true)
                        .put("sleeper", false)
                        .put("score", 80)
                        .put("score_reasons", new JsonArray().add("like paypal.com: 1 for l"))
                        .put("randomness", 0.93)
                        .put("lookalike_of", "paypal.com")
                        .put("lookalike_why", "1 for l")
                        .put("labels", new JsonArray().add("phishing").add("young"));
        JsonArray objects = objects(entry);
        JsonObject definition = object(objects, "extension-definition");
        assertThat(definition.getString("id"))
                .matches("extension-definition--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(definition.getJsonArray("extension_types"))
                .containsExactly("property-extension");
        assertThat(definition.getString("created_by_ref"))
                .isEqualTo(object(objects, "identity").getString("id"));
        JsonObject observed = object(objects, "observed-data");
        assertThat(observed.getJsonArray("labels"))
                .containsExactly("phishing", "young", "lookalike", "looks-made-up");
        assertThat(observed.getJsonObject("extensions").getMap())
                .containsOnlyKeys(definition.getString("id"));
        assertThat(observed.getJsonObject("extensions").getJsonObject(definition.getString("id")))
                .isEqualTo(
                        new JsonObject()
                                .put("extension_type", "property-extension")
                                .put("score", 80)
                                .put("score_reasons", entry.getJsonArray("score_reasons"))
                                .put("randomness", 0.93)
                                .put("lookalike_of", "paypal.com")
                                .put("lookalike_why", "1 for l"));
        // The later version counts for whoever has imported one before.
        assertThat(observed.getString("modified")).isEqualTo("2026-11-26T00:00:00.000Z");
    }
}
