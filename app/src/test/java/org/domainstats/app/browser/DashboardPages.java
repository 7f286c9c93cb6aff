package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** The pages of a server in a tab that is signed in. */
record DashboardPages(URI server, ChromiumTab tab) {

    static final String ROWS = "document.querySelectorAll('tbody tr').length";

    /** The part of a page that is the same on all of them, on a telephone as well. */
    private static final int HEADER = 130;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final String WHO_IS_SEEN =
            "document.querySelector('#who a')?.getBoundingClientRect().width > 0";

    /** What stands between the parts of a page, such as the word false. */
    private static final String STRAY_TEXT =
            "[...document.getElementById('main').childNodes].filter(n => n.nodeType === 3)"
                    + ".map(n => n.data).join('').trim()";

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
                    new Page("help", "/ui/help", "document.querySelector('main kbd')"));

    private String url(String path) {
        return server.resolve(path).toString();
    }

    /**
     * Opens every page in both themes, on a desktop and on a telephone: none is wider than the
     * window, breaks its policy, or keeps anybody out.
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
                    Path picture = SCREENSHOTS.resolve(name + ".png");
                    tab.screenshot(picture);
                    assertThat(drawn(picture)).as("drawn on " + name).isGreaterThan(0.005);
                    assertThat(tab.evaluate("document.documentElement.scrollWidth"))
                            .as("width of " + name)
                            .isEqualTo(width);
                    assertThat(tab.evaluate(STRAY_TEXT))
                            .as("text of no part of " + name)
                            .isEqualTo("");
                    assertThat(tab.evaluate(WHO_IS_SEEN))
                            .as("who is signed in, to sign out, on " + name)
                            .isEqualTo(true);
                    // Each theme and each width once: it takes a second a page.
                    if (theme.equals("light") == (width == 1280)) {
                        assertThat(violations(axe)).as(name).isEmpty();
                    }
                }
            }
        }
        assertThat(tab.complaints()).isEmpty();
    }

    /** The share of a picture below the search box that is of another colour than most of it. */
    private static double drawn(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        int[] pixels =
                image.getRGB(
                        0,
                        HEADER,
                        image.getWidth(),
                        image.getHeight() - HEADER,
                        null,
                        0,
                        image.getWidth());
        return 1 - mostFrequent(pixels) / (double) pixels.length;
    }

    /** How many there are of the most frequent value. */
    private static int mostFrequent(int[] values) {
        Arrays.sort(values);
        int longest = 0;
        int start = 0;
        for (int i = 1; i <= values.length; i++) {
            if (i == values.length || values[i] != values[start]) {
                longest = Math.max(longest, i - start);
                start = i;
            }
        }
        return longest;
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
                                "axe.run({resultTypes: ['violations']}).then(r =>"
                                        + " JSON.stringify(r.violations.filter(v =>"
                                        + " ['serious','critical'].includes(v.impact)).map(v =>"
                                        + " v.id + ' ' + v.nodes.slice(0, 3).map(n => n.html + ' ' +"
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
