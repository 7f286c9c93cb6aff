package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dashboard for Grafana asks for metrics that {@code docs/metrics.md} describes, no others. */
class GrafanaDashboardTest {

    private static final Pattern METRIC = Pattern.compile("domain_stats_[a-z_]+");
    private static final int COLUMNS = 24;
    private static final Pattern LEGEND = Pattern.compile("\\{\\{ *([a-z_]+) *}}");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z_, ]+)\\)");

    private static List<JsonObject> panels() throws IOException {
        JsonObject dashboard =
                new JsonObject(
                        Files.readString(
                                Path.of("..", "integrations", "grafana", "domain-stats.json")));
        return dashboard.getJsonArray("panels").stream().map(JsonObject.class::cast).toList();
    }

    private static List<JsonObject> targets(JsonObject panel) {
        return panel.getJsonArray("targets").stream().map(JsonObject.class::cast).toList();
    }

    static List<String> queries() throws IOException {
        return panels().stream()
                .flatMap(panel -> targets(panel).stream())
                .map(target -> target.getString("expr"))
                .toList();
    }

    @Test
    void everyMetricAndLabelIsDescribed() throws IOException {
        String described = Files.readString(Path.of("..", "docs", "metrics.md"));
        assertThat(queries()).hasSizeGreaterThan(10);
        for (String query : queries()) {
            METRIC.matcher(query)
                    .results()
                    .map(each -> each.group().replaceAll("_(sum|count)$", ""))
                    .forEach(name -> assertThat(described).contains("`" + name + "`"));
            LABELS.matcher(query)
                    .results()
                    .flatMap(each -> List.of(each.group(1).split(", ")).stream())
                    .forEach(label -> assertThat(described).contains("`" + label + "`"));
            assertThat(query.chars().filter(each -> each == '(').count())
                    .isEqualTo(query.chars().filter(each -> each == ')').count());
        }
    }

    /** Grafana moves panels that lie over each other, and drops one of two with the same number. */
    @Test
    void panelsHaveTheirPlacesAndNumbers() throws IOException {
        Set<String> cells = new HashSet<>();
        Set<Object> distinct = new HashSet<>();
        for (JsonObject panel : panels()) {
            JsonObject place = panel.getJsonObject("gridPos");
            int x = place.getInteger("x");
            int y = place.getInteger("y");
            assertThat(x + place.getInteger("w")).as(panel.encode()).isBetween(1, COLUMNS);
            for (int i = 0; i < place.getInteger("w"); i++) {
                for (int j = 0; j < place.getInteger("h"); j++) {
                    assertThat(cells.add((x + i) + " " + (y + j))).as(panel.encode()).isTrue();
                }
            }
            assertThat(distinct.add(panel.getInteger("id"))).as(panel.encode()).isTrue();
            assertThat(distinct.add(panel.getString("title"))).as(panel.encode()).isTrue();
        }
    }

    /** A label that no series has is shown as nothing. */
    @Test
    void legendsNameLabelsThatTheQueriesKeep() throws IOException {
        for (JsonObject panel : panels()) {
            Set<String> references = new HashSet<>();
            for (JsonObject target : targets(panel)) {
                assertThat(references.add(target.getString("refId"))).as(panel.encode()).isTrue();
                String query = target.getString("expr");
                Set<String> kept =
                        LABELS.matcher(query)
                                .results()
                                .flatMap(each -> Stream.of(each.group(1).split(", ")))
                                .collect(Collectors.toSet());
                assertThat(LEGEND.matcher(target.getString("legendFormat", "")).results())
                        .as(query)
                        .allMatch(each -> kept.contains(each.group(1)));
            }
        }
    }
}
