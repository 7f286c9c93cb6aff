package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.FactField;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.LineReader;
import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class LogEnricherTest extends EnricherFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r\n\r\n",
                "no format that anybody knows\nnor this",
                "{\"a\":1}\n{broken\n{\"query\":\"-\"}",
                "{\"query\":\"HOST\"}\n{\"query\":\"1.2.0.192.in-addr.arpa\"}\r",
                "\0\0\u00ff\n\u00fe",
            })
    void whatHasNoFactsStaysAsItIs(String log) {
        assertThat(enrich(log)).isEqualTo(log);
    }

    @Test
    void aLineThatIsTooLongIsPassedThrough() {
        String log =
                "{\"query\":\"a.com\"}\n{\"query\":\"b.com\",\"x\":\""
                        + "x".repeat(3 * LineReader.LONGEST_LINE)
                        + "\"}\n{\"query\":\"c.com\"}\n";
        assertThat(enrich(log).replaceAll(",\"domain_stats\":\\{[^}]*}", "")).isEqualTo(log);
        assertThat(asked).containsExactly("a.com", "c.com");
        assertThat(tally.rows()).isEqualTo(3);
        assertThat(tally.untouched()).isEqualTo(Map.of(NoNameReason.TOO_LONG.text(), 1L));
    }

    @Test
    void piecesOfALineMakeTheSameAsTheWhole() throws IOException {
        byte[] log = octets("{\"query\":\"a.com\"}\r\n\n{\"query\":\"b.com\"}");
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        LogEnricher enricher = new LogEnricher(this::facts, options, tally, pieces);
        LogLineSplitter splitter = new LogLineSplitter(options, false);
        byte[] buffer = new byte[1_024];
        int length = 0;
        for (byte octet : log) {
            buffer[length++] = octet;
            LineBatch batch = splitter.read(buffer, length, false);
            enricher.write(batch);
            int done = batch.end();
            length -= done;
            System.arraycopy(buffer, done, buffer, 0, length);
        }
        enricher.write(splitter.read(buffer, length, true));
        assertThat(text(pieces.toByteArray())).isEqualTo(enrich(text(log)));
    }

    @Test
    void aBatchHoldsSoManyNamesAndNoMore() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            log.append("{\"query\":[\"")
                    .append(i)
                    .append(".se\",\"x")
                    .append(i)
                    .append(".se\"]}\n");
        }
        List<Integer> sizes = new ArrayList<>();
        byte[] bytes = octets(log + "{\"query\":\"last.se\"}");
        new LogLines(options)
                .read(
                        new ByteArrayInputStream(bytes),
                        batch -> sizes.add(batch.size()),
                        () -> true);
        assertThat(sizes).allMatch(each -> 2 * each <= LineBatch.MOST_NAMES);
        assertThat(sizes.stream().mapToInt(each -> each).sum()).isEqualTo(50_001);
        sizes.clear();
        new LogLines(options)
                .read(
                        new ByteArrayInputStream(octets("\n".repeat(100_000) + "a.se")),
                        batch -> sizes.add(batch.size()),
                        () -> true);
        assertThat(sizes).allMatch(each -> each <= LineBatch.MOST_LINES);
        assertThat(sizes.stream().mapToInt(each -> each).sum()).isEqualTo(100_001);
    }

    @Test
    void aFirstContactIsToldInOneLine() {
        options =
                new ReadingOptions(
                        new Fields("d", java.util.List.of(FactField.FIRST_CONTACT)),
                        null,
                        null,
                        null);
        assertThat(enrich("a.com\na.com\nwww.a.com\n"))
                .isEqualTo(
                        "a.com d.first_contact=true\na.com d.first_contact=false\nwww.a.com d.first_contact=false\n");
    }

    @Test
    void theSummaryCountsRowsNamesAndReasons() {
        enrich("{\"query\":\"a.com\"}\n{\"query\":\"a.com\"}\n{\"query\":\"HOST\"}\n{}\n\n");
        assertThat(tally.summary())
                .isEqualTo(
                        """
                        5 rows, 3 with a name, 2 with facts added
                        2 names, 1 domains, 1 first contacts
                        1 young (under 30 days), 0 sleepers, 0 of unknown age
                        1 names are no domain: a single label
                        1 left as they were: name: a single label
                        1 left as they were: no name in this kind of line
                        1 left as they were: blank line
                        """);
    }

    @Test
    void domainsThatNobodyCanRegisterAreCountedApart() {
        enrich(
                """
                www.google.com
                www.google.com.localdomain
                mail.google.COM.localdomain.
                printer.corp.lan
                printer
                PRINTER
                1.2.0.192.in-addr.arpa
                printer.corp.lan
                """);
        assertThat(tally.summary())
                .contains(
                        "7 names, 1 domains,",
                        "3 names are no domain: no known public suffix"
                                + " (2 private domains, which nobody can register)\n"
                                + "2 names are no domain: a single label\n"
                                + "1 names are no domain: a reverse or infrastructure name under"
                                + " arpa\n4 left as they were");
        assertThat(tally.json())
                .contains(
                        "\"private_domains\":2,\"names_without_domain\":{\"no known public"
                                + " suffix\":3,\"a single label\":2,");
    }

    @Test
    void everyLineFeedIsFoundAndNothingElse() {
        Random random = new Random(1);
        byte[] bytes = new byte[64];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(bytes);
            bytes[random.nextInt(64)] = (byte) (random.nextInt(3) + 9);
            int from = random.nextInt(64);
            int end = from + random.nextInt(65 - from);
            int expected = from;
            while (expected < end && bytes[expected] != '\n') {
                expected++;
            }
            assertThat(LineFeeds.next(bytes, from, end)).isEqualTo(expected);
        }
    }
}
