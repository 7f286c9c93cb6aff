package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What comes by itself while a page is looked at, in a real browser. */
@Order(1)
@Timeout(300)
class LivePagesAcceptanceTest {

    private static final String FIRST = "document.querySelector('tbody a')?.title";
    private static final String LIVE = "document.documentElement.dataset.live";

    @TempDir private static Path folder;

    private static SignedInBrowser browser;
    private static ChromiumTab tab;

    @BeforeAll
    static void start() throws Exception {
        Chromium.require();
        DashboardData.fill(folder.resolve("data"), 200, Instant.now());
        browser = SignedInBrowser.open(folder, "/ui/triage?view=all");
        tab = browser.tab();
        tab.await("document.querySelectorAll('tbody tr').length > 10");
    }

    @AfterEach
    void leave() {
        tab.go("about:blank");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void ask(String name) throws IOException {
        assertThat(browser.ask(name)).contains("FIRST-CONTACT");
    }

    private static void open(ChromiumTab in, String path, String how) {
        in.go(browser.url(path));
        in.await("document.querySelectorAll('tbody tr').length > 5");
        in.await(LIVE + " === '" + how + "'");
    }

    @Test
    void newContactAppearsInBothListsByTheStream() throws Exception {
        open(tab, "/ui/", "stream");
        ask("comes-to-the-first-page.com");
        tab.await(FIRST + " === 'comes-to-the-first-page.com'");

        open(tab, "/ui/triage?view=all", "stream");
        ask("comes-to-the-table.com");
        tab.await(FIRST + " === 'comes-to-the-table.com'");
        assertThat(tab.evaluate(LIVE)).isEqualTo("stream");
        assertThat(tab.complaints()).isEmpty();
    }

    /** Else a domain of seven days and a half is 8 d old in the list of those of 1 to 7 days. */
    @Test
    void agesAreShownInWholeUnitsThatAreOver() {
        open(tab, "/ui/", "stream");
        String ages =
                "import('/ui/format.js').then(f => [119.9, 47.9 * 3600, 7.9 * 86400, 364.9 * 86400,"
                        + " 729.9 * 86400, 730 * 86400].map(f.span).join(', '))";
        assertThat(tab.evaluate(ages)).isEqualTo("119 s, 47 h, 7 d, 364 d, 1.9 y, 2.0 y");
    }

    @Test
    void whoReadsIsOfferedWhatIsNewAndNothingMoves() throws Exception {
        open(tab, "/ui/triage?view=all", "stream");
        Object first = tab.evaluate(FIRST);
        tab.press("j");
        ask("waits-for-the-reader.com");
        tab.await("document.querySelector('.news button')?.textContent === '1 new'");
        assertThat(tab.evaluate(FIRST)).isEqualTo(first);
        tab.screenshot(Path.of("target", "screenshots", "news-light-1280.png"));

        tab.press("n");
        tab.await(FIRST + " === 'waits-for-the-reader.com'");
        assertThat(tab.evaluate("document.querySelector('tr.on a').title")).isEqualTo(first);
        assertThat(tab.evaluate("document.querySelector('.news button')")).isNull();
    }

    @Test
    void otherPagesOfTheListAreLeftAlone() throws Exception {
        open(tab, "/ui/triage?view=all", "stream");
        tab.evaluate("scrollTo(0, document.body.scrollHeight)");
        tab.await("document.querySelectorAll('tbody tr').length > 60");
        Object first = tab.evaluate(FIRST);
        ask("is-above-all-that.com");
        tab.await("document.querySelector('.news button')?.textContent === '1 new'");
        assertThat(tab.evaluate(FIRST)).isEqualTo(first);

        tab.evaluate("document.querySelector('.news button').click()");
        tab.await(FIRST + " === 'is-above-all-that.com'");
        assertThat(tab.evaluate("scrollY")).isEqualTo(0);
    }

    @Test
    void tabsOfOneBrowserShareOneStreamAndHandItOn() throws Exception {
        open(tab, "/ui/", "stream");
        ChromiumTab second = tab.another();
        try {
            second.look(1280, 900, "light");
            second.go(browser.url("/ui/triage?view=all"));
            second.await("document.querySelectorAll('tbody tr').length > 5");
            ChromiumTab holder = holderOfTheStream(second);
            ChromiumTab other = holder == tab ? second : tab;

            hide(holder);
            other.await(LIVE + " === 'stream'");
            ask("seen-in-the-other-tab.com");
            other.await(FIRST + " === 'seen-in-the-other-tab.com'");
            assertThat(holder.evaluate(FIRST)).isNotEqualTo("seen-in-the-other-tab.com");
        } finally {
            second.go("about:blank");
        }
    }

    /**
     * Which of the two tabs has the stream, while both show what is new. A tab that a busy machine
     * holds up loses the stream to the other, and says so with the next contact.
     */
    private static ChromiumTab holderOfTheStream(ChromiumTab second) throws IOException {
        List<Object> live = List.of();
        for (int i = 0; i < 10; i++) {
            String name = "seen-in-two-tabs-" + i + ".com";
            ask(name);
            tab.await(FIRST + " === '" + name + "'");
            second.await(FIRST + " === '" + name + "'");
            live = List.of(tab.evaluate(LIVE), second.evaluate(LIVE));
            if (live.equals(List.of("stream", "shared"))) {
                return tab;
            }
            if (live.equals(List.of("shared", "stream"))) {
                return second;
            }
        }
        throw new AssertionError("the two tabs do not share one stream: " + live);
    }

    /** As far as a page can tell. */
    private static void hide(ChromiumTab page) {
        page.evaluate(
                "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                        + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    @Test
    void pageAsksAgainAndAgainWhereTheStreamIsRefused() throws Exception {
        block("*/v1/triage/stream");
        try {
            open(tab, "/ui/", "poll");
            ask("found-by-asking-again.com");
            tab.await(FIRST + " === 'found-by-asking-again.com'");
            assertThat(tab.evaluate(LIVE)).isEqualTo("poll");
        } finally {
            block();
        }
        tab.await(LIVE + " === 'stream'");
    }

    private static void block(String... urls) {
        JsonArray blocked = new JsonArray();
        for (String url : urls) {
            blocked.add(url);
        }
        tab.command("Network.setBlockedURLs", new JsonObject().put("urls", blocked));
    }

    /** Who works by the keyboard goes on from there; before, the focus was lost with each page. */
    @Test
    void focusStaysOnTheColumnThatIsSortedBy() {
        sortByKeyboard();
    }

    /** What says that a page is loading took the focus with it. */
    @Test
    void focusStaysThereAlthoughTheAnswerTakesLong() {
        delay(1_000);
        try {
            sortByKeyboard();
        } finally {
            delay(0);
        }
    }

    private static void sortByKeyboard() {
        tab.go(browser.url("/ui/triage?view=all&marks=any"));
        tab.await("document.querySelectorAll('thead button').length > 4");
        tab.evaluate("document.querySelector('thead button').focus()");
        for (String head : List.of("Domain \\u2193", "Domain \\u2191")) {
            tab.press("Enter");
            tab.await("document.activeElement.textContent === '" + head + "'");
        }
    }

    private static void delay(int millis) {
        tab.command(
                "Network.emulateNetworkConditions",
                new JsonObject()
                        .put("offline", false)
                        .put("latency", millis)
                        .put("downloadThroughput", -1)
                        .put("uploadThroughput", -1));
    }
}
