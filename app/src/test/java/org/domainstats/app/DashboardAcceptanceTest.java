package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The pages in a real browser, over a store with contacts of every kind. */
@Timeout(300)
class DashboardAcceptanceTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String TOKEN = AnalystToken.TEXT;
    private static final int CONTACTS = 4_000;
    private static final String ROWS = "document.querySelectorAll('tbody tr').length";

    @TempDir private static Path folder;

    private static ServerProcess server;
    private static ChromiumTab tab;

    @BeforeAll
    static void start() throws Exception {
        Chromium.require();
        Path data = folder.resolve("data");
        DashboardData.fill(data, CONTACTS, Instant.now());
        Path tokens = AnalystToken.file(folder);
        server = Cli.serve(data, "--rdap=off", "--whois=off", "--token-file=" + tokens);
        tab = ChromiumTab.open(folder.resolve("profile"));
        tab.look(1280, 900, "light");
        AnalystToken.signIn(tab, url("/ui/triage?view=all"));
        assertThat(tab.evaluate("location.pathname")).isEqualTo("/ui/triage");
        Await.until("the triage table", () -> get("/v1/triage/summary").getBoolean("up_to_date"));
    }

    @AfterAll
    static void stop() {
        if (tab != null) {
            tab.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static String url(String path) {
        return server.url().resolve(path).toString();
    }

    private static JsonObject get(String path) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            return new JsonObject(
                    client.get(path, "Authorization: Bearer " + TOKEN).receive().bodyOfSuccess());
        }
    }

    /** What each page shows once it is there. */
    private static final List<String[]> PAGES =
            List.of(
                    new String[] {
                        "overview", "/ui/?period=30+d", "document.querySelector('canvas')"
                    },
                    new String[] {"triage", "/ui/triage", ROWS + " > 10"},
                    new String[] {
                        "site",
                        "/ui/site/" + DashboardData.BAD_SITE.ascii(),
                        "document.querySelector('textarea')"
                    },
                    new String[] {"hunt", "/ui/hunt", "document.querySelector('textarea')"},
                    new String[] {
                        "health", "/ui/health", "document.querySelectorAll('.card').length > 3"
                    },
                    new String[] {
                        "admin", "/ui/admin", "document.body.innerText.includes('signed-in')"
                    },
                    new String[] {"help", "/ui/help", "document.querySelector('kbd')"});

    @Test
    void everyPageIsAccessibleAndAllowedByItsPolicyInBothThemesAndOnATelephone() throws Exception {
        String axe = axe();
        for (String theme : List.of("light", "dark")) {
            for (int width : new int[] {1280, 390}) {
                tab.look(width, width == 390 ? 844 : 900, theme);
                for (String[] page : PAGES) {
                    tab.go(url(page[1]));
                    tab.await(page[2]);
                    tab.screenshot(
                            SCREENSHOTS.resolve(page[0] + "-" + theme + "-" + width + ".png"));
                    assertThat(tab.evaluate("document.documentElement.scrollWidth"))
                            .as("width of " + page[0])
                            .isEqualTo(width);
                    // Each theme and each width once: it takes a second a page.
                    if (theme.equals("light") == (width == 1280)) {
                        assertThat(violations(axe))
                                .as(page[0] + " " + theme + " " + width)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private static String axe() throws IOException {
        try (InputStream file = DashboardAcceptanceTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static List<Object> violations(String axe) {
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

    @Test
    void hostileTextsAreShownAsText() {
        tab.look(1280, 900, "light");
        for (String path :
                List.of("/ui/triage?view=all", "/ui/site/" + DashboardData.BAD_SITE.ascii())) {
            tab.go(url(path));
            tab.await("document.body.innerText.includes('onerror')");
            assertThat(tab.evaluate("document.querySelectorAll('main img, main script').length"))
                    .isEqualTo(0);
            assertThat(tab.evaluate("document.title")).asString().doesNotContain("owned");
        }
    }

    @Test
    void tilesLeadToExactlyTheirRows() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(url("/ui/?period=30+d"));
        tab.await("document.querySelectorAll('a.tile').length > 5");
        JsonArray tiles =
                new JsonArray(
                        (String)
                                tab.evaluate(
                                        "JSON.stringify([...document.querySelectorAll('a.tile')]"
                                                + ".filter(t => t.pathname === '/ui/triage').map(t =>"
                                                + " [t.search, t.querySelector('b').textContent]))"));
        assertThat(tiles).hasSize(6);
        for (Object tile : tiles) {
            JsonArray each = (JsonArray) tile;
            int shown = Integer.parseInt(each.getString(1).replace(",", ""));
            String query = each.getString(0);
            int rows = 0;
            String after = "";
            JsonObject page;
            do {
                page = get("/v1/triage" + query + "&limit=500" + after);
                rows += page.getJsonArray("entries").size();
                after = "&after=" + page.getString("next");
            } while (page.containsKey("next"));
            assertThat(rows).as(query).isEqualTo(shown);
            assertThat(page.getInteger("total")).as(query).isEqualTo(shown);
        }
    }

    @Test
    void nameAskedWithCurlAppearsByItself() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(url("/ui/"));
        tab.await(ROWS + " > 3");
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            assertThat(
                            client.get("/asked-just-now.com", "Authorization: Bearer " + TOKEN)
                                    .receive()
                                    .bodyOfSuccess())
                    .contains("FIRST-CONTACT");
        }
        tab.await("document.querySelector('tbody tr').innerText.includes('asked-just-now.com')");
    }

    @Test
    void keysMoveAndDecide() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(url("/ui/triage?view=young"));
        tab.await(ROWS + " > 10");
        String first = (String) tab.evaluate("document.querySelector('tbody a').title");
        tab.press("j");
        tab.press("d");
        tab.await("document.querySelector('tbody tr.dismissed')");
        assertThat(get("/v1/sites/" + first).getJsonObject("contact").getString("mark"))
                .isEqualTo("dismissed");
        tab.press("?");
        tab.await("location.pathname === '/ui/help'");
        tab.press("/");
        tab.type("hxxps://WWW[.]" + first.replace(".", "[.]") + "/path?x=1");
        tab.press("Enter");
        tab.await("document.querySelector('h1')?.textContent === '" + first + "'");
    }

    @Test
    void listIsHunted() {
        tab.look(1280, 900, "light");
        tab.go(url("/ui/hunt"));
        tab.await("document.querySelector('textarea')");
        tab.evaluate("document.querySelector('textarea').focus()");
        tab.type(
                "never-asked.com "
                        + DashboardData.BAD_SITE.ascii().replace(".", "[.]")
                        + " 10.0.0.1");
        tab.evaluate("document.querySelector('main form button').click()");
        tab.await("document.body.innerText.includes('1 of 3 were asked about')");
    }

    @Test
    void firstPageIsSmall() {
        tab.look(1280, 900, "light");
        tab.command("Network.setCacheDisabled", new JsonObject().put("cacheDisabled", true));
        tab.go(url("/ui/"));
        tab.await("document.querySelector('canvas')");
        Object bytes =
                tab.evaluate(
                        "performance.getEntries().filter(e => e.name.includes('/ui/'))"
                                + ".reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)");
        assertThat(((Number) bytes).intValue()).isBetween(10_000, 150_000);
    }
}
