package org.domainstats.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of one run, as Markdown for people and as JSON for programs. */
final class Report {

    private final Map<String, String> facts;
    private final List<Measurement> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param facts about the machine and the run
     */
    Report(Map<String, String> facts) {
        this.facts = facts;
    }

    void add(Measurement row) {
        rows.add(row);
    }

    /** Something that belongs below the table. */
    void note(String text) {
        notes.add(text);
    }

    /** Whether a promise was measured and not kept. */
    boolean breaksPromise() {
        return rows.stream().anyMatch(row -> row.promise() != null && !row.promise().kept());
    }

    /** Writes {@code table.md} and {@code table.json}. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("table.md"), markdown());
        Files.writeString(
                folder.resolve("table.json"),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json())
                        + "\n");
    }

    String markdown() {
        StringBuilder text = new StringBuilder(4_096);
        text.append(
                "| what | figure | p99 | ratio | promise | kept |\n|---|---|---|---|---|---|\n");
        for (Measurement row : rows) {
            text.append("| ").append(row.what()).append(" | ").append(row.figure()).append(" | ");
            text.append(row.p99() == null ? "" : millis(row.p99())).append(" | ");
            text.append(row.ratio() == null ? "" : row.ratio()).append(" | ");
            Measurement.Promise promise = row.promise();
            text.append(promise == null ? " | " : promise.text() + " | " + kept(promise));
            text.append(" |\n");
        }
        text.append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        facts.forEach(
                (key, value) ->
                        text.append("- ").append(key).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String kept(Measurement.Promise promise) {
        return promise.kept() ? "yes" : "**no**";
    }

    private static Measurement.Figure millis(Duration time) {
        return Measurement.Figure.millis(time);
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode run = json.putObject("run");
        facts.forEach(run::put);
        ArrayNode lines = json.putArray("rows");
        rows.forEach(row -> lines.add(json(row)));
        ArrayNode below = json.putArray("notes");
        notes.forEach(below::add);
        return json;
    }

    private static ObjectNode json(Measurement row) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("what", row.what())
                        .put("figure", row.figure().value())
                        .put("unit", row.figure().unit());
        if (row.p99() != null) {
            json.put("p99_ms", row.p99().toNanos() / 1e6);
        }
        if (row.ratio() != null) {
            json.put("ratio", row.ratio().value()).put("baseline", row.ratio().baseline());
        }
        if (row.promise() != null) {
            json.put("promise", row.promise().text()).put("kept", row.promise().kept());
        }
        return json;
    }
}
