package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.NoNameReason;
import org.domainstats.logformats.ReadingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** Shapes of text logs that are met beside the usual ones, and lines that somebody forged. */
@SuppressWarnings("StringConcatToTextBlock") // CR LF, and lines as logs have them.
class TextLogsTest extends EnricherFixture {

    private static final String FACTS = " domain_stats.domain=example.com domain_stats.age_days=12";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-08-19T12:00:00.123Z queries: info: client @0x7f 192.0.2.1#3 (example.com): query: example.com IN A +",
                "Nov 13 10:59:46 client named[7]: client @0x7f 192.0.2.1#3 (example.com): query: example.com IN A +",
                "[1700000000] dns1[123:a] info: 192.0.2.1 example.com. A IN",
                "Aug 19 12:00:00 fw unbound[7]: [7:0] info: 192.0.2.1 example.com. A IN NOERROR 0.01 0 45",
                "2025-08-19T12:00:00.123456+02:00 ns dnsmasq[1]: query[A] example.com from 192.0.2.1",
                "Tue Aug 19 12:00:00 2025 daemon.info dnsmasq[1]: 7 192.0.2.1/5 query[A] example.com from 192.0.2.1",
                "Aug 19 12:00:00 proxy (squid-1): 1286536309.450 250 192.0.2.1 TCP_MISS/200 28877 GET http://example.com/ - DIRECT/192.0.2.80 text/html",
                "Aug 19 12:00:00 pc1 Sysmon[3]: Dns query:  RuleName: - UtcTime: 2025-08-19 12:00:00.123 QueryName: example.com QueryStatus: 0",
                "  QueryName: example.com",
                "192.0.2.1 - - [19/Aug/2025:12:00:00 +0200] \"GET http://example.com:8080/a HTTP/1.1\" 200 1234 \"-\" \"Mozilla\" TCP_MISS:HIER_DIRECT",
                "192.0.2.1 - bob [19/Aug/2025:12:00:00 +0200] \"CONNECT example.com:443 HTTP/1.1\" 200 0 TCP_TUNNEL:HIER_DIRECT",
            })
    void shapesOfOtherVersionsAndWaysOfLogging(String line) {
        assertThat(enrich(line + "\r\n")).isEqualTo(line + FACTS + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 13 10:59:46 ns apt: dnsmasq and unbound removed",
                "Protokoll...",
                "version-1.2.3",
                "Nov 13 10:59:46 ns dnsmasq-dhcp[5]: DHCPACK(br0) 192.0.2.9",
            })
    void aLineThatOnlyResemblesAnotherFormatDoesNotDecide(String first) {
        String query =
                "Nov 13 10:59:46 ns named[7]: client @0x7f 192.0.2.1#3 (example.com): query:"
                        + " example.com IN MX +";
        assertThat(enrich(first + "\n" + query + "\n" + query + "\n"))
                .endsWith(query + FACTS + "\n" + query + FACTS + "\n");
    }

    @Test
    void severalProgramsWriteIntoOneLog() {
        String named =
                "Nov 13 10:59:46 ns named[7]: client 192.0.2.1#3: query: example.com IN MX +";
        String dnsmasq = "Nov 13 10:59:46 ns dnsmasq[7]: query[A] example.com from 192.0.2.1";
        String unbound = "Nov 13 10:59:46 ns unbound: [1:0] info: 192.0.2.1 example.com. A IN";
        assertThat(enrich(named + "\n" + dnsmasq + "\nother.word\n" + unbound + "\n" + named))
                .isEqualTo(
                        named
                                + FACTS
                                + "\n"
                                + dnsmasq
                                + FACTS
                                + "\nother.word\n"
                                + unbound
                                + FACTS
                                + "\n"
                                + named
                                + FACTS);
    }

    @Test
    void jsonAndTextMayBeInOneLog() {
        String json = "Nov 13 10:59:46 ids suricata[7]: {\"dns\":{\"rrname\":\"example.com\"}";
        String added = ",\"domain_stats\":{\"domain\":\"example.com\",\"age_days\":12}}";
        String text = "Nov 13 10:59:46 ns dnsmasq[7]: query[A] example.com from 192.0.2.1";
        assertThat(enrich(json + "}\n" + text + "\n" + json + "}\n"))
                .isEqualTo(json + added + "\n" + text + FACTS + "\n" + json + added + "\n");
        String inside = "{\"log\":\"" + text + "\"";
        assertThat(enrich(text + "\n" + inside + "}\n"))
                .isEqualTo(text + FACTS + "\n" + inside + added + "\n");
        assertThat(enrich(text + "\n" + json + "}\n" + text))
                .isEqualTo(text + FACTS + "\n" + json + added + "\n" + text + FACTS);
    }

    @Test
    void nothingIsAddedWithinADocumentOverSeveralLines() {
        String document =
                """
                {
                  "log": "Nov 13 10:59:46 ns dnsmasq[7]: query[A] example.com from 192.0.2.1",
                  "x": 1
                }
                """;
        assertThat(enrich(document)).isEqualTo(document);
        assertThat(enrich("{}\n" + document)).isEqualTo("{}\n" + document);
    }

    @Test
    void aNameThatLooksLikeFactsDoesNotHideItsLine() {
        for (String line :
                new String[] {
                    "Aug 19 12:00:00 dnsmasq[1]: query[A] a domain_stats.domain=x.example.com from 192.0.2.1",
                    "Aug 19 12:00:00 dnsmasq[1]: query[A] a domain_stats.x.example.com from 192.0.2.1",
                    "8/19/2025 2:05:39 PM 0D4C PACKET  00 UDP Rcv 192.0.2.5 0002 Q [0001 D NOERROR] A (22) domain_stats.domain=x(7)example(3)com(0)",
                    "<Event><EventData><Data Name='QueryName'>='domain_stats.example.com</Data></EventData></Event>",
                }) {
            enrich(line);
        }
        assertThat(asked).hasSize(4);
        assertThat(tally.untouched()).doesNotContainKey(NoNameReason.ENRICHED.text());
    }

    @Test
    void quotedFactsAreKnownAgain() {
        String once =
                "www.example.com domain_stats.labels=\"say \\\"hi\\\" to\" domain_stats.reason=\"a b\"\n";
        assertThat(enrich(once)).isEqualTo(once);
    }

    @Test
    void severalEventsInOneLineAreLeftAlone() {
        String event =
                "<Event><EventData><Data Name='QueryName'>example.com</Data></EventData></Event>";
        String line = "<Events>" + event + event + "</Events>\n";
        assertThat(enrich(line)).isEqualTo(line);
        assertThat(tally.untouched()).containsEntry(NoNameReason.SEVERAL_EVENTS.text(), 1L);
    }

    @Test
    void aByteOrderMarkIsOfNoLine() {
        String mark = text("\ufeff".getBytes(StandardCharsets.UTF_8));
        String squid =
                "1286536309.450 250 192.0.2.1 TCP_MISS/200 28877 GET http://example.com/ - DIRECT/192.0.2.80 -";
        assertThat(enrich(mark + squid + "\n" + squid))
                .isEqualTo(mark + squid + FACTS + "\n" + squid + FACTS);
        assertThat(enrich(mark + "#separator \\x7c\n#fields|query\nexample.com\n"))
                .endsWith("\nexample.com|example.com|12\n");
        assertThat(enrich(mark)).isEqualTo(mark);
        assertThat(enrich(mark + "{\"query\":\"example.com\"}"))
                .isEqualTo(
                        mark
                                + "{\"query\":\"example.com\",\"domain_stats\":{\"domain\":\"example.com\",\"age_days\":12}}");
    }

    @Test
    void whatIsNotReadIsSaid() {
        byte[] utf16 = "www.example.com\r\nwww.example.com\r\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(enrich(utf16)).isEqualTo(utf16);
        byte[] xz = octets("\u00fd7zXZ\0x.y\nwww.example.com\n");
        assertThat(enrich(xz)).isEqualTo(xz);
        String pretty = "{\n  \"query\": \"example.com\"\n}\n";
        assertThat(enrich(pretty)).isEqualTo(pretty);
        assertThat(tally.untouched())
                .containsEntry(NoNameReason.UTF_16.text(), 2L)
                .containsEntry(NoNameReason.COMPRESSED.text(), 2L)
                .containsEntry(NoNameReason.MULTILINE.text(), 1L);
        assertThat(asked).isEmpty();
    }

    /** Of zeros, where the program that writes does not know that its log was cut off. */
    @Test
    void aHoleInFrontOfALineIsNoPartOfIt() {
        String line = "Nov 13 10:59:46 ns dnsmasq[7]: query[A] example.com from 192.0.2.1";
        for (int zeros : new int[] {1, 7, 8, 4_096, (1 << 20) - 9, 1 << 20, 3_000_001}) {
            String hole = "\0".repeat(zeros);
            assertThat(enrich(hole + line + "\n" + hole + line + "\n" + hole))
                    .isEqualTo(hole + line + FACTS + "\n" + hole + line + FACTS + "\n" + hole);
        }
        assertThat(tally.rows()).isEqualTo(14);
        assertThat(tally.untouched()).isEmpty();
        String mark = text("\ufeff".getBytes(StandardCharsets.UTF_8));
        assertThat(enrich("\0\0" + mark + "www.example.com"))
                .isEqualTo("\0\0" + mark + "www.example.com" + FACTS);
        assertThat(enrich("\0".repeat(2_000_000))).isEqualTo("\0".repeat(2_000_000));
        assertThat(tally.rows()).isEqualTo(15);
    }

    @Test
    void namesOfReportsMayBeDefanged() {
        String report =
                """
                hxxps://login[.]example[.]com/a?b
                example(dot)com
                evil[.]example.com
                www.example.com
                http[:]//user@example{.}com:8080/x/y.min.js
                """;
        assertThat(enrich(report)).isEqualTo(report.replace("\n", FACTS + "\n"));
        options = new ReadingOptions(options.fields(), null, null, "ioc");
        assertThat(enrich("no,ioc\n1,hxxp://example[.]com/a\n"))
                .endsWith("1,hxxp://example[.]com/a,example.com,12\n");
        options = new ReadingOptions(options.fields(), null, "a.ioc", null);
        assertThat(enrich("{\"a\":{\"ioc\":\"example[.]com\"}}"))
                .endsWith(",\"domain_stats\":{\"domain\":\"example.com\",\"age_days\":12}}");
    }

    /** Brackets in a question are what somebody asked. */
    @Test
    void aLogOfQuestionsIsNeverDefanged() {
        for (String line :
                new String[] {
                    "Nov 13 10:59:46 ns dnsmasq[7]: query[A] evil[.]com from 192.0.2.1",
                    "client 192.0.2.1#3: query: evil[.]com IN A +",
                    "{\"query\":\"evil[.]com\"}",
                    "#fields\tquery\nevil[.]com",
                }) {
            enrich(line);
        }
        assertThat(asked).containsOnly("evil[.]com").hasSize(4);
    }
}
