package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CSV as programs and spreadsheets really write it. */
class CsvLogsTest extends EnricherFixture {

    private static final String HEADING = "domain_stats.domain;domain_stats.age_days";

    @BeforeEach
    void column() {
        column("Domain");
    }

    private void column(String nameOrNumber) {
        options = new ReadingOptions(options.fields(), null, null, nameOrNumber);
    }

    @Test
    void aQuoteWithinAValueIsALetter() {
        assertThat(enrich("note,Domain\n5\" disk,example.com\na \"b,example.com\n"))
                .isEqualTo(
                        """
                        note,Domain,domain_stats.domain,domain_stats.age_days
                        5" disk,example.com,example.com,12
                        a "b,example.com,example.com,12
                        """);
    }

    @Test
    void aQuoteThatIsNeverClosedTakesNoMoreThanALongLine() {
        String line = "x".repeat(500_000) + "\n";
        enrich("note,Domain\n\"" + line.repeat(4) + "b,example.com\n");
        assertThat(asked).containsExactly("example.com");
    }

    @Test
    void excelTellsTheSeparator() {
        assertThat(enrich("sep=;\r\nZeit;Domain\r\n1;example.com\r\n"))
                .isEqualTo(
                        "sep=;\r\nZeit;Domain;%s\r\n1;example.com;example.com;12\r\n"
                                .formatted(HEADING));
    }

    @Test
    void theSeparatorIsThatWhichTheColumnStandsBetween() {
        assertThat(enrich("Zeit;Name, Vorname;Domain\n1;a, b;example.com\n"))
                .endsWith("\n1;a, b;example.com;example.com;12\n");
        column("2");
        assertThat(enrich("a|b|c, d\nx|example.com|y\n")).endsWith("|y|example.com|12\n");
    }

    @Test
    void aHeaderMayBeAComment() {
        assertThat(enrich("# made today\n#time,Domain\n1,example.com\n"))
                .isEqualTo(
                        """
                        # made today
                        #time,Domain,domain_stats.domain,domain_stats.age_days
                        1,example.com,example.com,12
                        """);
    }

    @Test
    void withoutAHeaderTheFirstLineIsARecord() {
        column("5");
        String row =
                "\"2025-08-19 12:00:00\",\"Desk\",\"10.10.1.100\",\"1 (A)\",\"www.example.com.\",\"Chat\"";
        assertThat(enrich(row + "\n" + row + "\n"))
                .isEqualTo(row + ",example.com,12\n" + row + ",example.com,12\n");
    }

    @Test
    void aFirstLineThatIsAlmostAnAddressIsAHeader() {
        column("2");
        String header = "a:".repeat(100_000) + "z,n";
        assertThat(enrich(header + "\nx,example.com\n"))
                .isEqualTo(
                        header
                                + ",domain_stats.domain,domain_stats.age_days\nx,example.com,example.com,12\n");
    }

    @Test
    void aColumnThatIsNotThereIsSaid() {
        column("Domian");
        enrich("time,Domain\n1,example.com\n");
        assertThat(tally.untouched()).containsEntry(NoNameReason.NO_COLUMN.text(), 2L);
        assertThat(detected).isFalse();
    }

    @Test
    void aUrlIsTakenForItsHost() {
        enrich(
                "Domain\nhttps://u:p@a.example.com:8443/x?y=//z\nb.example.com:443\n2001:db8::1\n[2001:db8::1]:80\n");
        assertThat(asked).containsExactly("a.example.com", "b.example.com", "2001:db8::1");
    }
}
