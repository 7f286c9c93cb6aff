package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.access.AnalystToken;
import org.domainstats.store.Store;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.storekit.ManyContacts;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pages in a real browser, over a store with a million contacts. */
@Tag("long")
@Timeout(600)
class ManyContactsAcceptanceTest {

    private static final int CONTACTS = 1_000_000;

    /** On top of them, of every kind, through the store itself. */
    private static final int NEWER = 400;

    @TempDir private static Path folder;

    private static SignedInBrowser browser;
    private static ChromiumTab tab;
    private static DashboardPages pages;

    @BeforeAll
    static void start() throws Exception {
        Chromium.require();
        fill(folder.resolve("data"));
        browser = SignedInBrowser.open(folder, "/ui/triage?view=all");
        tab = browser.tab();
        pages = new DashboardPages(browser.server().url(), tab);
        browser.awaitTriageTable();
    }

    private static void fill(Path data) {
        Path contacts = data.resolve("contacts.db");
        Instant now = Instant.now();
        try (SqliteStore store = SqliteStore.open(contacts)) {
            assertThat(store.triage().upTo()).isZero();
        }
        Duration year = Duration.ofDays(365);
        ManyContacts.fill(contacts, data.resolve("triage.db"), CONTACTS, now.minus(year), year);
        DashboardData.fill(data, NEWER, now);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageIsAccessibleAndAllowedByItsPolicyInBothThemesAndOnATelephone() throws Exception {
        pages.visit("million-");
    }

    /** Filters fold away there: they would take the first screen. */
    @Test
    void manyRowsOfTheTriageTableAreOnTheFirstScreenOfATelephone() {
        tab.look(390, 844, "light");
        tab.go(browser.url("/ui/triage"));
        tab.await(DashboardPages.ROWS + " >= 50");
        String seen =
                "[...document.querySelectorAll('tbody tr')]"
                        + ".filter(r => r.getBoundingClientRect().bottom < 844).length";
        assertThat((Integer) tab.evaluate(seen)).isGreaterThan(10);
        tab.evaluate("document.querySelector('details.fold summary').click()");
        tab.await("document.querySelector('input[name=contains]').checkVisibility()");
    }

    @Test
    void firstPageIsSmall() {
        tab.look(1280, 900, "light");
        assertThat(pages.bytesOfFirstPage()).isBetween(10_000, 150_000);
    }

    /** Each list is read to its end: a million rows once and from the store, others over HTTP. */
    @ParameterizedTest
    @ValueSource(strings = {"24+h", "7+d", "All"})
    void tilesLeadToExactlyTheirRows(String period) throws Exception {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/?period=" + period));
        Map<String, Long> tiles = pages.tiles();
        assertThat(tiles).hasSize(6);
        try (SqliteStore store = SqliteStore.open(folder.resolve("data").resolve("contacts.db"))) {
            for (Map.Entry<String, Long> tile : tiles.entrySet()) {
                String list = tile.getKey();
                long total = browser.get("/v1/triage" + list + "&limit=1").getLong("total");
                assertThat(total).as(list).isEqualTo(tile.getValue());
                if (period.equals("All")) {
                    assertThat(listed(list, store)).as(list).isEqualTo(tile.getValue());
                } else if (list.contains("from=")) {
                    assertThat(exported(list)).as(list).isEqualTo(tile.getValue());
                }
            }
        }
    }

    private static long exported(String list) throws IOException, InterruptedException {
        URI export = browser.server().url().resolve("/v1/triage/export" + list + "&format=ndjson");
        HttpRequest request =
                HttpRequest.newBuilder(export)
                        .header("Authorization", "Bearer " + AnalystToken.TEXT)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
            return lines.count();
        }
    }

    private static long listed(String list, Store store) {
        String word = list.replaceAll(".*view=([a-z-]+).*", "$1");
        TriageFilter filter = TriageFilter.ALL.with(View.ofWord(word).orElseThrow());
        TriageQuery query = new TriageQuery(filter, "", Order.NEWEST_FIRST, null, 10_000);
        long rows = 0;
        List<TriageEntry> page;
        do {
            page = store.triage().list(query);
            rows += page.size();
            if (!page.isEmpty()) {
                TriageQuery.Place end = query.placeAfter(page.getLast());
                query = new TriageQuery(filter, "", query.order(), end, query.limit());
            }
        } while (!page.isEmpty());
        return rows;
    }

    /** Every sort of every column that has one, with a click; rows come, and go on coming. */
    @Test
    void everySortOfAllContactsShowsRowsAndMoreOfThem() {
        tab.look(1280, 900, "light");
        tab.go(browser.url("/ui/triage?view=all&marks=any"));
        tab.await(DashboardPages.ROWS + " >= 50");
        String heads = "document.querySelectorAll('thead button')";
        int sorts = ((Number) tab.evaluate(heads + ".length")).intValue();
        assertThat(sorts).isGreaterThan(4);
        for (int i = 0; i < sorts; i++) {
            String head = heads + "[" + i + "]";
            tab.evaluate(head + ".click()");
            tab.await(head + "?.dataset.on && " + DashboardPages.ROWS + " >= 50");
            tab.evaluate("document.querySelector('.more button').click()");
            tab.await(DashboardPages.ROWS + " >= 100");
        }
    }
}
