package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.app.Cli;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A page of somebody else, in a real browser, attacks the LAN server, the community server and its
 * metrics: by requests across origins, and by a name that leads to them after the page was loaded.
 * Nothing may be recorded, and nothing read.
 */
@Tag("long")
@Timeout(300)
class BrowserAcceptanceTest {

    /** What a client without a browser has asked before, and a page must not learn. */
    private static final String ASKED = "asked-before.com";

    /** A response in a report of a page that was read with success. */
    private static final Pattern READ = Pattern.compile("\"url\":\"([^\"]*)\"[^{]*\"status\":200");

    @TempDir private Path folder;

    @BeforeEach
    void requireBrowser() {
        Chromium.require();
    }

    @Test
    void foreignPageReachesNothingOnLoopback() throws Exception {
        attack("127.0.0.1", 3, UnaryOperator.identity(), "--community-https-port", "0");
    }

    /**
     * Browsers send no {@code Sec-Fetch-*} to such an address over HTTP. The community answers
     * there over TLS only, whose certificate the browser would not take.
     */
    @Test
    void foreignPageReachesNothingOnAnAddressOfTheNetwork() throws Exception {
        try (NetworkNamespace network = NetworkNamespace.create()) {
            attack(NetworkNamespace.THERE, 2, network::in);
        }
    }

    private void attack(
            String address, int listeners, UnaryOperator<ProgramCommand> place, String... more)
            throws Exception {
        String[] offline = {"--rdap", "off", "--whois", "off"};
        ProgramCommand serve =
                Cli.command("serve", "--port", "0", "--data", data("lan"), "--allow-anonymous")
                        .with("--bind", address);
        ProgramCommand community =
                Cli.command("community", "--community-port", "0", "--data", data("community"))
                        .with("--community-metrics-port", "0")
                        .with(more)
                        .with("--community-bind", address);
        try (ServerProcess lan = ServerProcess.start(place.apply(serve.with(offline)));
                ServerProcess shared = ServerProcess.start(place.apply(community.with(offline)))) {
            assertThat(get(lan.url(), "/" + ASKED)).contains("FIRST-CONTACT");
            List<URI> targets = new ArrayList<>(List.of(lan.url()));
            shared.addresses().stream()
                    .filter(each -> each.getPath().length() <= 1)
                    .filter(each -> "http".equals(each.getScheme()))
                    .forEach(targets::add);
            shared.addresses().stream()
                    .filter(each -> each.getPath().equals("/metrics"))
                    .forEach(targets::add);
            assertThat(targets).as("LAN, community and metrics").hasSize(listeners);

            String reports = visit(targets);

            assertThat(READ.matcher(reports).results().map(each -> each.group(1)))
                    .as("what a page could read")
                    .isEmpty();
            assertThat(lan.stop()).isNotNegative();
            assertThat(shared.stop()).isNotNegative();
        }
        assertThat(sites("lan")).containsExactly(ASKED);
        assertThat(sites("community")).isEmpty();
    }

    /** Opens the pages; what they report that they could read. */
    private String visit(List<URI> targets) throws Exception {
        List<ForeignSite> rebound = new ArrayList<>();
        StringBuilder reports = new StringBuilder();
        try (ForeignSite evil = new ForeignSite(targets.getFirst())) {
            StringBuilder page = new StringBuilder("/attack.html?x=");
            for (URI target : targets) {
                ForeignSite site = new ForeignSite(target);
                rebound.add(site);
                String origin = target.getScheme() + "://" + target.getAuthority();
                page.append("&target=").append(URLEncoder.encode(origin, UTF_8));
                String frame = site.page("rebound.test", "/rebound.html");
                page.append("&frame=").append(URLEncoder.encode(frame, UTF_8));
            }
            Process browser =
                    Chromium.command(folder.resolve("profile"))
                            .with(evil.page("evil.test", page.toString()))
                            .start(folder.resolve("chromium.log"));
            try {
                for (ForeignSite site : rebound) {
                    reports.append(site.awaitReport()).append('\n');
                }
                reports.append(evil.awaitReport());
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly().onExit().join();
            }
            navigate(evil, targets.getFirst());
        } finally {
            for (ForeignSite site : rebound) {
                site.close();
            }
        }
        return reports.toString();
    }

    private void navigate(ForeignSite evil, URI target) throws Exception {
        String origin = target.getScheme() + "://" + target.getAuthority();
        String page = evil.page("evil.test", "/navigate.html?target=" + origin);
        String shown =
                Chromium.command(folder.resolve("navigating"))
                        .with("--virtual-time-budget=20000", "--dump-dom", page)
                        .run()
                        .out();
        assertThat(shown).as("the browser has left the page").doesNotContain("a page that leaves");
    }

    private static String get(URI server, String path) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server)) {
            return client.get(path).receive().bodyOfSuccess();
        }
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> sites(String name) {
        try (SqliteStore store = SqliteStore.open(folder.resolve(name).resolve("contacts.db"))) {
            return store.contacts().after(0, Integer.MAX_VALUE).stream()
                    .map(LoggedContact::site)
                    .map(site -> site.ascii())
                    .toList();
        }
    }
}
