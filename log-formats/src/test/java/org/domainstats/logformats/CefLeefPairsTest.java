package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class CefLeefPairsTest {

    /** A client's agent must not hide where it went. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEEF:1.0|V|P|1|1|src=10.0.0.1\tuserAgent=Mozilla qname=good.org\turl=http://www.example.com/\tx=1",
                "LEEF:2.0|V|P|1|1|src=10.0.0.1\tuserAgent=Mozilla qname=good.org\turl=http://www.example.com/\tx=1",
                "LEEF:2.0|V|P|1|1||src=10.0.0.1\tuserAgent=Mozilla qname=good.org\turl=http://www.example.com/\tx=1",
                "LEEF:2.0|V|P|1|1|^|src=10.0.0.1^userAgent=Mozilla qname=good.org^url=http://www.example.com/^x=1",
                "LEEF:1.0|V|P|1|1|src=10.0.0.1|cat=THREAT|request=www.example.com/a",
                "LEEF:1.0|V|P|1|1|src=10.0.0.1|cat=THREAT|request=www.example.com/a#011url=good.org#011a=b",
                "LEEF:2.0|V|P|1|1||src=10.0.0.1|cat=THREAT|request=www.example.com/a#011url=good.org#011a=b",
                "LEEF:1.0|V|P|1|1|src=10.0.0.1 x=1 request=http://www.example.com/a#011url=http://good.org/#011a=b",
                "LEEF:1.0|V|P|1|1|devTime=Aug 19 2025 12:00:00#011src=10.0.0.1#011userAgent=Mozilla qname=good.org#011url=http://www.example.com/",
                "CEF:0|V|P|1|1|n|1|src=10.0.0.1 requestClientApplication=Mozilla qname\\=good.org request=http://www.example.com/ x=1",
                "CEF:0|V|P|1|1|qname=good.org a=b|1|src=10.0.0.1 dst=1.2.3.4 request=http://www.example.com/",
                "date=2025-08-19 srcip=10.0.0.1 msg=\"C:\\\\\" qname=\"www.example.com\"",
                "srcip=10.0.0.1 agent=\"CEF:0|||||||qname=good.org\" qname=\"www.example.com\"",
                "srcip=10.0.0.1 agent=\"LEEF:2.0||||||a\tqname=good.org\" qname=\"www.example.com\"",
                "%FTD-6-430003: SrcIP: 10.0.0.1, UserAgent: CEF:0|||||||,"
                        + " DstPort: 53, DNSQuery: www.example.com",
            })
    void theNameIsThatOfItsOwnPair(String line) {
        assertThat(names(line)).containsExactly("www.example.com");
    }

    @Test
    void aBlankInANameHidesNothing() {
        assertThat(
                        names(
                                "CEF:0|Infoblox|NIOS|9|DNS|DNS|1|src=10.0.0.1"
                                        + " destinationDnsDomain=a b.evil.com qtype=A"))
                .containsExactly("a b.evil.com");
    }

    @Test
    void valuesOfCefEndWhereTheNextKeyBegins() {
        assertThat(
                        CefLeefPairs.of(
                                "fw CEF:0|V|a\\|b|1|1|n|1|rt=Aug 19 2025 12:00:00 GMT msg=\"a b\" c="))
                .isEqualTo(Map.of("rt", "Aug 19 2025 12:00:00 GMT", "msg", "a b", "c", ""));
        assertThat(CefLeefPairs.of("a=b c=d")).isNull();
        assertThat(CefLeefPairs.of("CEF:0|V|P")).isNull();
    }

    @Test
    @Timeout(60)
    void longLinesTakeNoTime() {
        for (String unit : new String[] {"a ", "a=", " a=b", "\\", "|", "\t", " a", "|a"}) {
            CefLeefPairs.of("CEF:0|V|P|1|1|n|1|" + unit.repeat((1 << 20) / unit.length()));
            String many = unit.repeat((1 << 20) / unit.length());
            CefLeefPairs.of("LEEF:1.0|V|P|1|1|" + many);
            CefLeefPairs.of("LEEF:1.0|V|P|1|1|" + many + "#011");
        }
    }

    private static Iterable<String> names(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return ((Named) new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length))
                .names();
    }
}
