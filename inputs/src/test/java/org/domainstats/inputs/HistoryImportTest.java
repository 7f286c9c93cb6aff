package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.LogTimes;
import org.domainstats.logformats.ReadingOptions;
import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.streams.LogLines;
import org.domainstats.usage.ClientNames;
import org.domainstats.usage.StoredClients;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

class HistoryImportTest extends InputFixture {

    private static final Instant THEN = Instant.parse("2020-01-01T00:00:00Z");

    private static final String LOG =
            """
            #fields\tts\tid.orig_h\tquery
            1577836810.0\t192.0.2.1\twww.a.com
            1577836800.0\t192.0.2.2\ta.com
            1577836820.0\t192.0.2.2\tb.org
            -\t192.0.2.2\tc.org
            1577836830.0\t192.0.2.2\thost
            """;

    private HistoryReport run(boolean dry) throws IOException {
        HistoryImport history =
                new HistoryImport(
                        HOSTNAMES,
                        store,
                        new ClientNames(StoredClients.PLAIN, store.clients()),
                        dry);
        LogTimes times = new LogTimes(ZoneId.of("UTC"), THEN.plusSeconds(100));
        new LogLines(ReadingOptions.DEFAULT)
                .read(
                        new ByteArrayInputStream(octets(LOG)),
                        batch -> history.take(batch, times),
                        () -> true);
        return history.finish();
    }

    private static List<Long> numbers(HistoryReport report) {
        return List.of(
                report.rows(),
                report.named(),
                report.withoutTime(),
                report.names(),
                report.sites(),
                report.newSites());
    }

    @Test
    void contactsAreOfTheTimesOfTheLogAndTheEarlierStands() throws IOException {
        store.contacts().recordIfAbsent(new DomainName("b.org"), THEN.minusSeconds(5));
        assertThat(numbers(run(false))).containsExactly(6L, 5L, 1L, 3L, 2L, 1L);
        LoggedContact a = contact("a.com");
        assertThat(a.firstAsked()).isEqualTo(THEN);
        assertThat(a.lastAsked()).isEqualTo(THEN.plusSeconds(10));
        assertThat(a.times()).isEqualTo(2);
        assertThat(contact("b.org").firstAsked()).isEqualTo(THEN.minusSeconds(5));
        assertThat(firstClient("a.com")).isEqualTo("192.0.2.2");
        HistoryReport again = run(false);
        assertThat(numbers(again)).containsExactly(6L, 5L, 1L, 3L, 2L, 0L);
        assertThat(again.first()).contains(THEN);
        assertThat(again.last()).contains(THEN.plusSeconds(20));
        assertThat(contact("a.com")).isEqualTo(a);
    }

    @Test
    void noneIsAnnouncedAndNoEventIsMadeOfAny() throws IOException {
        run(false);
        assertThat(store.events().sources().newContacts(0, 100).contacts()).isEmpty();
        assertThat(store.contacts().recordIfAbsent(new DomainName("a.com"), Instant.now()))
                .isEqualTo(new Contact(THEN, false));
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        assertThat(numbers(run(true))).containsExactly(6L, 5L, 1L, 3L, 2L, 2L);
        assertThat(store.contacts().count()).isZero();
        assertThat(store.clients().of(List.of(new DomainName("a.com")))).isEmpty();
    }
}
