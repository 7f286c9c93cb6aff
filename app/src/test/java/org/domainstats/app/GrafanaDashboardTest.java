package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The dashboard for Grafana asks for metrics that {@code docs/metrics.md} describes, no others. */
class GrafanaDashboardTest {

    private static final Pattern METRIC = Pattern.compile("domain_stats_[a-z_]+");
    private static final Pattern LABELS = Pattern.compile("by \\(([a-z_, ]+)\\)");

    static List<String> queries() throws IOException {
        JsonObject dashboard =
                new JsonObject(
                        Files.readString(
                                Path.of("..", "integrations", "grafana", "domain-stats.json")));
        List<String> queries = new ArrayList<>();
        for (Object panel : dashboard.getJsonArray("panels")) {
            JsonArray targets = ((JsonObject) panel).getJsonArray("targets");
            targets.forEach(target -> queries.add(((JsonObject) target).getString("expr")));
        }
        return queries;
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
}
