package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages of a server in a tab that is signed in. */
record DashboardPages(URI server, ChromiumTab tab) {

    static final String ROWS = "document.querySelectorAll('tbody tr').length";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /**
     * A page.
     *
     * @param shown what is true once it is there
     */
    private record Page(String name, String path, String shown) {}

    private static final List<Page> PAGES =
            List.of(
                    new Page("overview", "/ui/?period=30+d", "document.querySelector('canvas')"),
                    new Page("triage", "/ui/triage", ROWS + " > 10"),
                    new Page(
                            "site",
                            "/ui/site/" + DashboardData.BAD_SITE.ascii(),
                            "document.querySelector('textarea')"),
                    new Page("hunt", "/ui/hunt", "document.querySelector('textarea')"),
                    new Page(
                            "health",
                            "/ui/health",
                            "document.querySelectorAll('.card').length > 3"),
                    new Page("admin", "/ui/admin", "document.body.innerText.includes('signed-in')"),
                    new Page("help", "/ui/help", "document.querySelector('kbd')"));

    private String url(String path) {
        return server.resolve(path).toString();
    }

    /**
     * Opens every page in both themes, on a desk and on a telephone: none is wider than the window,
     * breaks its policy, or keeps anybody out.
     *
     * @param prefix of the names of the screenshots
     */
    void visit(String prefix) throws IOException {
        String axe = axe();
        for (String theme : List.of("light", "dark")) {
            for (int width : new int[] {1280, 390}) {
                tab.look(width, width == 390 ? 844 : 900, theme);
                for (Page page : PAGES) {
                    String name = prefix + page.name() + "-" + theme + "-" + width;
                    tab.go(url(page.path()));
                    tab.await(page.shown());
                    tab.screenshot(SCREENSHOTS.resolve(name + ".png"));
                    assertThat(tab.evaluate("document.documentElement.scrollWidth"))
                            .as("width of " + name)
                            .isEqualTo(width);
                    // Each theme and each width once: it takes a second a page.
                    if (theme.equals("light") == (width == 1280)) {
                        assertThat(violations(axe)).as(name).isEmpty();
                    }
                }
            }
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private static String axe() throws IOException {
        try (InputStream file = DashboardPages.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private List<Object> violations(String axe) {
        tab.evaluate(axe + "; 1");
        String found =
                (String)
                        tab.evaluate(
                                "axe.run().then(r => JSON.stringify(r.violations.filter(v =>"
                                        + " ['serious','critical'].includes(v.impact)).map(v => v.id +"
                                        + " ' ' + v.nodes.slice(0, 3).map(n => n.html + ' ' +"
                                        + " n.failureSummary).join(' | '))))");
        return new JsonArray(found).stream().toList();
    }

    /**
     * The numbers on the tiles of the open overview, by the query of the list that each leads to.
     */
    Map<String, Long> tiles() {
        tab.await("document.querySelectorAll('a.tile').length > 5");
        JsonArray tiles =
                new JsonArray(
                        (String)
                                tab.evaluate(
                                        "JSON.stringify([...document.querySelectorAll('a.tile')]"
                                                + ".filter(t => t.pathname === '/ui/triage').map(t =>"
                                                + " [t.search, t.querySelector('b').textContent]))"));
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Object tile : tiles) {
            JsonArray each = (JsonArray) tile;
            numbers.put(each.getString(0), Long.parseLong(each.getString(1).replace(",", "")));
        }
        return numbers;
    }

    /** How much the first page transfers, nothing cached. */
    int bytesOfFirstPage() {
        tab.command("Network.setCacheDisabled", new JsonObject().put("cacheDisabled", true));
        tab.go(url("/ui/"));
        tab.await("document.querySelector('canvas')");
        Object bytes =
                tab.evaluate(
                        "performance.getEntries().filter(e => e.initiatorType)"
                                + ".reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)");
        return ((Number) bytes).intValue();
    }
}
