package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The pages in a real browser, over a store with contacts of every kind. */
@Order(1)
@Timeout(300)
class DashboardAcceptanceTest {

    /** More than a page of 500, and no more than the triage table takes in without a rest. */
    private static final int CONTACTS = 900;

    private static final String ROWS = "document.querySelectorAll('tbody tr').length";

    @TempDir private static Path folder;

    private static SignedInBrowser browser;
    private static ChromiumTab tab;

    @BeforeAll
    static void start() throws Exception {
        Chromium.require();
        DashboardData.fill(folder.resolve("data"), CONTACTS, Instant.now());
        browser = SignedInBrowser.open(folder, "/ui/triage?view=all");
        tab = browser.tab();
        assertThat(tab.evaluate("location.pathname")).isEqualTo("/ui/triage");
        browser.awaitTriageTable();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageIsAccessibleAndAllowedByItsPolicyInBothThemesAndOnATelephone() throws Exception {
        new DashboardPages(browser.server().url(), tab).visit("");
    }

    @Test
    void hostileTextsAreShownAsText() {
        tab.look(1280, 900, "light");
        for (String path :
                List.of("/ui/triage?view=all", "/ui/site/" + DashboardData.BAD_SITE.ascii())) {
            tab.go(browser.url(path));
            tab.await("document.body.innerText.includes('onerror')");
            assertThat(tab.evaluate("document.querySelectorAll('main img, main script').length"))
                    .isEqualTo(0);
            assertThat(tab.evaluate("document.title")).asString().doesNotContain("owned");
        }
    }

    @Test
    void tilesLeadToExactlyTheirRows() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/?period=30+d"));
        tab.await("document.querySelectorAll('a.tile').length > 5");
        Map<String, Long> tiles = new DashboardPages(browser.server().url(), tab).tiles();
        assertThat(tiles).hasSize(6);
        for (Map.Entry<String, Long> tile : tiles.entrySet()) {
            String query = tile.getKey();
            long rows = 0;
            String after = "";
            JsonObject page;
            do {
                page = browser.get("/v1/triage" + query + "&limit=500" + after);
                rows += page.getJsonArray("entries").size();
                after = "&after=" + page.getString("next");
            } while (page.containsKey("next"));
            assertThat(rows).as(query).isEqualTo(tile.getValue());
            assertThat(page.getLong("total")).as(query).isEqualTo(tile.getValue());
        }
    }

    @Test
    void nameAskedWithCurlAppearsByItself() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/"));
        tab.await(ROWS + " > 3");
        assertThat(browser.ask("asked-just-now.com")).contains("FIRST-CONTACT");
        tab.await("document.querySelector('tbody tr').innerText.includes('asked-just-now.com')");
    }

    @Test
    void keysMoveAndDecide() throws Exception {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/triage?view=young"));
        tab.await(ROWS + " > 10");
        String first = (String) tab.evaluate("document.querySelector('tbody a').title");
        tab.press("j");
        tab.press("d");
        tab.await("document.querySelector('tbody tr.dismissed')");
        assertThat(browser.get("/v1/sites/" + first).getJsonObject("contact").getString("mark"))
                .isEqualTo("dismissed");
        tab.press("?");
        tab.await("location.pathname === '/ui/help'");
        tab.press("/");
        tab.type("hxxps://WWW[.]" + first.replace(".", "[.]") + "/path?x=1");
        tab.press("Enter");
        tab.await("document.querySelector('h1')?.textContent === '" + first + "'");
    }

    @Test
    void whatIsAllowedAndLabelledOnThePageIsInAnswersUntilItIsTakenBack() throws Exception {
        String name = "allowed-on-the-page.com";
        browser.ask(name);
        String original = browser.ask(name);
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/site/" + name));
        tab.await("document.querySelector('select[name=signal]')");
        fill("input[name=reason]", DashboardData.HOSTILE);
        tab.await("document.querySelector('ul.plain .pill.good')?.textContent === 'young'");
        fill("input[name=label]", "our-shop");
        tab.await("document.querySelector('h1')?.parentNode.innerText.includes('our-shop')");
        assertThat(tab.evaluate("document.querySelectorAll('main img, main script').length"))
                .isEqualTo(0);
        JsonObject answer = browser.get("/v1/domains/" + name);
        assertThat(answer.getJsonArray("allowed_signals")).containsExactly("young");
        assertThat(answer.getJsonArray("allowed_reasons")).containsExactly(DashboardData.HOSTILE);
        assertThat(answer.getJsonArray("labels")).containsExactly("our-shop");
        assertThat(browser.get("/v1/audit?limit=2").encode())
                .contains("allowed", "\"subject\":\"young " + name)
                .contains("label-added", "\"subject\":\"our-shop " + name)
                .doesNotContain("onerror");

        tab.evaluate("document.querySelector('[aria-label=\"Take off our-shop\"]').click()");
        tab.await("!document.querySelector('[aria-label=\"Take off our-shop\"]')");
        assertThat(browser.ask(name)).as("the dialect of the original").isEqualTo(original);
        // Administrators have the button, which is known a moment after the page is there.
        tab.await("document.querySelector('[aria-label^=\"Take back young\"]')");
        tab.evaluate("document.querySelector('[aria-label^=\"Take back young\"]').click()");
        tab.await("!document.querySelector('[aria-label^=\"Take back young\"]')");
        assertThat(browser.get("/v1/domains/" + name).containsKey("allowed_signals")).isFalse();
    }

    private static void fill(String input, String text) {
        tab.evaluate("document.querySelector('" + input + "').focus()");
        tab.type(text);
        tab.press("Enter");
    }

    @Test
    void whatRegistriesSaidIsShownAsText() throws Exception {
        JsonObject host =
                new JsonObject()
                        .put("host", DashboardData.HOSTILE)
                        .put("queries", 7)
                        .put("failures", 3)
                        .put("last_error", DashboardData.HOSTILE)
                        .put("last_error_at", Instant.now().toString());
        JsonObject missing =
                new JsonObject()
                        .put("tld", "zz")
                        .put("times", 12)
                        .put("last", Instant.now().toString());
        JsonObject registries =
                new JsonObject()
                        .put("hosts", new JsonArray().add(host))
                        .put("without_source", new JsonArray().add(missing));
        String replaced =
                "const real = window.fetch; window.fetch = (path, options) =>"
                        + " path === '/v1/registries' ? Promise.resolve(new Response("
                        + new JsonArray().add(registries.encode()).encode()
                        + "[0], {headers: {'Content-Type': 'application/json'}}))"
                        + " : real(path, options);";
        String script =
                tab.command(
                                "Page.addScriptToEvaluateOnNewDocument",
                                new JsonObject().put("source", replaced))
                        .getString("identifier");
        try {
            for (int width : new int[] {1280, 390}) {
                tab.look(width, 900, width == 390 ? "dark" : "light");
                tab.go(browser.url("/ui/health"));
                tab.await("document.body.innerText.includes('onerror')");
                assertThat(
                                tab.evaluate(
                                        "document.querySelectorAll('main img, main script').length"))
                        .isEqualTo(0);
                assertThat(tab.evaluate("document.body.innerText")).asString().contains(".zz");
                tab.screenshot(Path.of("target", "screenshots", "health-errors-" + width + ".png"));
            }
        } finally {
            tab.command(
                    "Page.removeScriptToEvaluateOnNewDocument",
                    new JsonObject().put("identifier", script));
        }
    }

    @Test
    void whatIsStoredIsExplainedAndSourcesAreAskedByAButtonOnly() throws Exception {
        String name = "explained.com";
        browser.ask(name);
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/site/" + name));
        tab.await("document.querySelector('button[name=ask]')");
        assertThat(tab.evaluate("document.querySelector('main').innerText"))
                .asString()
                .contains("domain explained.com, site explained.com", "first contact here ");
        assertThat(browser.get("/v1/audit?limit=1").encode()).doesNotContain(name);
        tab.evaluate("document.querySelector('button[name=ask]').click()");
        tab.await(
                "document.getElementById('toast').textContent"
                        + ".includes('rdap and whois are off')");
        assertThat(browser.get("/v1/audit?limit=1").encode()).contains("registration-asked", name);
    }

    @Test
    void listIsHunted() {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/hunt"));
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
    void whatIsPastedLeadsToTheAddressOfTheName() {
        tab.look(1280, 900, "light");
        search("'hxxps://" + DashboardData.BAD_SITE.ascii().replace(".", "[.]") + "/login?x=1'");
        tab.await("location.pathname === '/ui/site/" + DashboardData.BAD_SITE.ascii() + "'");
        search("'https://xn--mnchen-3ya.de'");
        tab.await("document.querySelector('.unicode')?.textContent === 'm\u00fcnchen.de'");
    }

    /** An analyst decides on each row, so that what decides is never scrolled out of sight. */
    @Test
    void decisionsAreInSightBesideTheWidestTable() {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/triage?view=all&marks=any"));
        tab.await(ROWS + " > 10");
        assertThat(
                        tab.evaluate(
                                "[...document.querySelectorAll('tbody .decide')].every(cell =>"
                                        + " cell.getBoundingClientRect().right <= innerWidth)"))
                .isEqualTo(true);
    }

    private static void search(String script) {
        tab.go(browser.url("/ui/help"));
        tab.await("document.querySelector('main kbd')");
        tab.evaluate("document.getElementById('q').value = " + script);
        tab.evaluate("document.getElementById('search').requestSubmit()");
    }

    @Test
    void whatIsPastedIntoTheSearchBoxIsHuntedWhateverIsBetweenTheNames() {
        tab.look(1280, 900, "light");
        search(
                "Array.from({length: 10000}, (_, i) => `n${i}[.]example[.]com malware high`)"
                        + ".join(' ')");
        tab.await("document.body.innerText.includes('0 of 10,000 were asked about')");
        tab.await("document.body.innerText.includes('20,000 other words passed over')");

        search("'\\u202emoc.live\\u202c evil\\u200b.com'");
        tab.await("document.body.innerText.includes('\\\\u{202e}moc.live')");
        assertThat(tab.evaluate("document.body.innerText.includes('evil.com')")).isEqualTo(true);

        search("'x.'.repeat(2 << 20)");
        tab.await("document.body.innerText.includes('no name, URL or mail address is in it')");
        search("'javascript:alert(document.domain)'");
        tab.await("document.body.innerText.includes('This is no public domain')");
        assertThat(tab.evaluate("document.querySelectorAll('a[href^=javascript]').length"))
                .isEqualTo(0);
    }

    @Test
    void firstPageIsSmall() {
        tab.look(1280, 900, "light");
        assertThat(new DashboardPages(browser.server().url(), tab).bytesOfFirstPage())
                .isBetween(10_000, 150_000);
    }
}
