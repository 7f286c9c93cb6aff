package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.access.AnalystToken;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;

/** The pages behind a reverse proxy that serves them below a path of its own. */
class PrefixAcceptanceTest {

    @TempDir private Path folder;

    @Test
    void pagesWorkBelowThePathOfAProxy() throws Exception {
        Chromium.require();
        DashboardData.fill(folder.resolve("data"), 60, Instant.now());
        try (ServerProcess server =
                        Cli.serve(
                                folder.resolve("data"),
                                "--rdap=off",
                                "--whois=off",
                                "--token-file=" + AnalystToken.file(folder));
                PrefixProxy proxy = new PrefixProxy(server.url());
                ChromiumTab tab = ChromiumTab.open(folder.resolve("profile"))) {
            tab.look(1280, 900, "light");
            AnalystToken.signIn(tab, proxy.url("/"));
            assertThat(tab.evaluate("location.href")).isEqualTo(proxy.url("/ui/"));
            tab.await("document.documentElement.dataset.live === 'stream'");
            click(tab, "header a[href$=triage]", "/ui/triage");
            tab.go(proxy.url("/ui/triage?view=all"));
            click(tab, "td.name a", "/ui/site/");
            tab.await("document.querySelector('textarea')");
            tab.command("Page.reload", new io.vertx.core.json.JsonObject());
            tab.await("document.querySelector('textarea')");
            click(tab, "header a[href$=health]", "/ui/health");
            tab.await("document.querySelectorAll('.card').length > 3");
            click(tab, "#who a", "/ui/sign-in");
            // The page before stays until this one is there, and has buttons as well.
            tab.await("document.querySelector('main button')?.textContent === 'Sign out'");
            tab.evaluate("document.querySelector('main button').click()");
            tab.await("document.querySelector('input[type=password]')");
            assertThat(proxy.strays()).isEmpty();
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** Without the token its line was answered with 401. */
    @Test
    void emptyPageSaysHowToAskWithATokenBelowThePath() throws Exception {
        Chromium.require();
        try (ServerProcess server =
                        Cli.serve(
                                folder.resolve("empty"),
                                "--rdap=off",
                                "--whois=off",
                                "--token-file=" + AnalystToken.file(folder));
                PrefixProxy proxy = new PrefixProxy(server.url());
                ChromiumTab tab = ChromiumTab.open(folder.resolve("profile"))) {
            tab.go(proxy.url("/ui/"));
            tab.await("document.querySelector('input[type=password]')");
            tab.evaluate("document.querySelector('input[type=password]').focus()");
            tab.type(AnalystToken.TEXT);
            tab.press("Enter");
            tab.await("document.querySelector('main pre')");
            assertThat(tab.evaluate("document.querySelector('main pre').textContent"))
                    .isEqualTo(
                            "curl -H \"Authorization: Bearer $TOKEN\" "
                                    + proxy.url("/example.com"));
        }
    }

    private static void click(ChromiumTab tab, String selector, String leadsTo) {
        tab.await("document.querySelector('" + selector + "')");
        tab.evaluate("document.querySelector('" + selector + "').click()");
        tab.await("location.pathname.startsWith('" + PrefixProxy.PREFIX + leadsTo + "')");
    }
}
