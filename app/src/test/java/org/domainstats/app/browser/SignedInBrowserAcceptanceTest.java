package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.app.access.AnalystToken;
import org.domainstats.app.api.ApiOperation;
import org.domainstats.processkit.RawResponse;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An administrator is signed in, and the same browser opens pages of somebody else, which try every
 * operation that the server describes. Nothing may be read, and nothing changed.
 */
@Tag("long")
@Timeout(300)
class SignedInBrowserAcceptanceTest {

    private static final String BEARER = "Authorization: Bearer " + AnalystToken.TEXT;

    @TempDir private static Path folder;
    private static ServerProcess server;
    private static ChromiumTab tab;
    private static WebClient admin;
    private static String operations;

    @BeforeAll
    static void start() throws Exception {
        Chromium.require();
        Path tokens = AnalystToken.file(folder);
        server =
                Cli.serve(
                        folder.resolve("data"),
                        "--rdap=off",
                        "--whois=off",
                        "--token-file=" + tokens);
        admin = WebClient.of(server).with(BEARER);
        assertThat(admin.get("/asked-before.com").bodyOfSuccess()).contains("FIRST-CONTACT");
        operations = operations();
        tab = ChromiumTab.open(folder.resolve("profile"));
        tab.look(1280, 900, "light");
        AnalystToken.signIn(tab, server.url().resolve("/ui/").toString());
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

    /**
     * All that asks for a role, and signing in, which would put its victim into another's session.
     */
    private static String operations() throws IOException {
        JsonObject document = new JsonObject(admin.get("/openapi.json").bodyOfSuccess());
        JsonArray operations = new JsonArray();
        for (ApiOperation each : ApiOperation.all(document)) {
            if (!each.role().equals("none") || each.id().equals("signIn")) {
                operations.add(
                        new JsonObject()
                                .put("method", each.method())
                                .put("path", each.target())
                                .put("body", each.method().equals("GET") ? null : each.body()));
            }
        }
        assertThat(operations.encode())
                .contains("/v1/tokens", "/v1/notes/", "/v1/session", "/v1/forget");
        return operations.encode();
    }

    @Test
    void whatIsOnTopHasAWordForScreenReaders() {
        tab.go(server.url().resolve("/ui/help").toString());
        tab.await(
                "[...document.querySelectorAll('header button, header a')].every("
                        + "each => /\\w\\w/.test(each.ariaLabel ?? each.textContent))");
    }

    /** Whoever signs in again is led back to the page, which is loaded anew. */
    @Test
    void noteThatIsBeingWrittenOutlivesThePage() {
        String page = server.url().resolve("/ui/site/asked-before.com").toString();
        tab.go(page);
        tab.await("document.querySelector('textarea')");
        tab.evaluate("document.querySelector('textarea').focus()");
        tab.type("half a note");
        tab.go("about:blank");
        tab.go(page);
        tab.await("document.querySelector('textarea')?.value === 'half a note'");
        tab.evaluate("sessionStorage.clear()");
    }

    @Test
    void pageOfAnotherSiteReadsAndChangesNothing() throws Exception {
        try (ForeignSite evil = new ForeignSite(server.url(), operations)) {
            attack(evil, "evil.test", origin());
        }
    }

    /** Cookies know no ports: the browser sends them along, and calls such a page "same-site". */
    @Test
    void pageOfAnotherPortOfThisMachineReadsAndChangesNothing() throws Exception {
        try (ForeignSite evil = new ForeignSite(server.url(), operations)) {
            attack(evil, "127.0.0.1", origin());
        }
    }

    @Test
    void pageWhoseNameLeadsHereByNowReadsAndChangesNothing() throws Exception {
        try (ForeignSite evil = new ForeignSite(server.url(), operations)) {
            attack(evil, "rebound.test", "");
        }
    }

    /** A page that is open elsewhere shows no more, and comes back to where it was. */
    @Test
    void signingOutInOneTabLeadsTheOtherToTheSignIn() throws Exception {
        String triage = server.url().resolve("/ui/triage?view=all&marks=any").toString();
        tab.go(triage);
        tab.await("document.querySelector('tbody tr')");
        // It ends with the browser.
        ChromiumTab other = tab.another();
        other.go(server.url().resolve("/ui/sign-in").toString());
        other.await("document.querySelector('main button')?.textContent === 'Sign out'");
        other.evaluate("document.querySelector('main button').click()");
        other.await("document.querySelector('input[type=password]')");
        // Its stream of changes ends with the session.
        tab.await("location.pathname === '/ui/sign-in'");
        tab.await("document.getElementById('who').textContent === 'sign in'");
        String back = tab.evaluate("location.href").toString();
        AnalystToken.signIn(tab, triage);
        assertThat(tab.evaluate("location.pathname")).isEqualTo("/ui/triage");
        // The other one is signed in again as well.
        other.go(back);
        other.await("document.querySelector('main .card a')");
        other.evaluate("document.querySelector('main .card a').click()");
        other.await("location.pathname === '/ui/triage' && document.querySelector('tbody tr')");
    }

    private static String origin() {
        URI url = server.url();
        return url.getScheme() + "://" + url.getAuthority();
    }

    private static void attack(ForeignSite evil, String host, String target) throws Exception {
        List<String> before = state();

        tab.go(evil.page(host, "/signed-in.html?target=" + target));
        JsonArray seen = new JsonArray(evil.awaitReport());

        assertThat(seen.stream().map(each -> ((JsonObject) each)))
                .as("what a page at " + host + " saw")
                .allMatch(each -> each.getInteger("status") >= 400);
        assertThat(state()).isEqualTo(before);
        tab.go(server.url().resolve("/ui/triage?view=all&marks=any").toString());
        tab.await("document.querySelector('tbody tr')");
        assertThat(tab.evaluate("document.getElementById('who').textContent"))
                .as("who is still signed in")
                .isEqualTo("alice");
    }

    /** All that an attack could have changed. */
    private static List<String> state() throws IOException {
        return Stream.of(
                        "/v1/tokens",
                        "/v1/audit?limit=100",
                        "/v1/triage?view=all",
                        "/v1/sites/asked-before.com")
                .map(SignedInBrowserAcceptanceTest::read)
                .toList();
    }

    private static String read(String path) {
        try {
            RawResponse response = admin.get(path);
            return response.status() + " " + response.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
