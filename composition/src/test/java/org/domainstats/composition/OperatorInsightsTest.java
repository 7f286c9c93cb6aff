package org.domainstats.composition;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.insight.OperatorInsights;
import org.domainstats.model.Allowed;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.store.Store;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What answers say is allowed, while the clock goes on, steps, and a server starts anew. */
class OperatorInsightsTest {

    private static final Instant END = Instant.parse("2026-11-26T10:00:00Z");
    private static final PublicName SITE =
            (PublicName) new Hostnames(PublicSuffixList.carried()).reduce("evil.github.io");

    @TempDir Path folder;

    private Store store;
    private OperatorInsights insights;
    private Instant now = END.minusSeconds(60);

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("contacts.db"));
        insights = new OperatorInsights(store, () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void allow(String name, AllowedSignal signal, @Nullable Instant until) {
        store.events()
                .allowances()
                .put(new Allowance(new DomainName(name), signal, "ours", until, "me"));
    }

    private List<String> allowed() {
        return insights.of(SITE).allowed().stream().map(Allowed::signal).toList();
    }

    @Test
    void itEndsAtItsInstantAndCountsAgainIfTheClockWasWrong() {
        allow("evil.github.io", AllowedSignal.YOUNG, END);
        assertThat(insights.refresh()).isTrue();
        assertThat(allowed()).containsExactly("young");
        now = END.minusMillis(1);
        assertThat(insights.refresh()).isFalse();

        now = END;
        assertThat(insights.refresh()).as("answers are made anew").isTrue();
        assertThat(allowed()).isEmpty();

        now = END.minusSeconds(1);
        assertThat(insights.refresh()).isTrue();
        assertThat(allowed()).containsExactly("young");
    }

    @Test
    void whatEndedWhileNoServerRanIsNotAllowedAtTheStart() {
        allow("evil.github.io", AllowedSignal.YOUNG, END);
        close();
        now = END.plusSeconds(1);
        open();
        insights.refresh();
        assertThat(allowed()).isEmpty();
    }

    /** As for events: what is allowed of a name is allowed of all below it. */
    @Test
    void allNamesThatTheSiteIsBelowCount() {
        allow("github.io", AllowedSignal.SLEEPER, null);
        allow("evil.github.io", AllowedSignal.YOUNG, null);
        insights.refresh();
        assertThat(allowed()).containsExactly("young", "sleeper");
    }
}
