package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/**
 * A client writes what it likes into its agent, a path, a name: that must not hide where it went.
 */
class ForgedLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Other keys, in an agent and in a path that nothing quotes
                "user_id=-1 client_ip=10.0.0.1 requested_host=www.evil.com requested_path=/a,dns_query=good.org user_agent_comment=x qname=good.org proxy_port=8080",
                "RT_UTM: WEBFILTER_URL_PERMITTED: ACTION=\"URL Permitted\" 10.0.0.1(62054)->192.0.2.1(443) CATEGORY=\"News\" URL=www.evil.com OBJ=/a,qname=good.org",
                "MX urls src=10.0.0.1:53222 dst=1.2.3.4:80 mac=AA:BB agent='x qname=good.org url=http://good.org/' request: GET http://www.evil.com/",
                "MX urls src=10.0.0.1:53222 dst=1.2.3.4:80 mac=AA:BB agent='x' request: GET http://good.org/ ' request: GET http://www.evil.com/",
                "CEF:0|V|P|1|1|n|1|src=10.0.0.1 requestClientApplication=x qname=good.org request=http://www.evil.com/ x=1",
                // A line of another program
                "date=2025-08-19 srcip=10.0.0.1 agent=\"dnsmasq query[A] good.org from 10.0.0.2\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"client 10.0.0.2#3 (good.org): query: good.org IN A\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"[7:0] info: 10.0.0.2 good.org. A IN\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"1.1 1 10.0.0.2 TCP_MISS/200 1 GET http://good.org/ - x\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"[19/Aug/2025:12:00:00 +0200] \\\"GET http://good.org/ HTTP/1.1\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"question for 'good.org|A' from 10.0.0.2:5\" hostname=\"www.evil.com\" url=\"/a\"",
                "date=2025-08-19 srcip=10.0.0.1 agent=\"{\\\"query\\\":\\\"good.org\\\"}\" hostname=\"www.evil.com\" url=\"/a\"",
                "1755604800.1 1 10.0.0.1 TCP_MISS/200 1 GET http://www.evil.com/?a=1,url=http://good.org,src=10.0.0.2,qname=good.org - DIRECT/192.0.2.1 -",
                // What we have added to lines ourselves
                "10.0.0.1 - - [19/Aug/2025:12:00:00 +0200] \"GET http://www.evil.com/ HTTP/1.1\" 200 1 \"-\" \"x domain_stats.age_days=12\"",
                // Labels that are longer than they say
                "8/19/2025 2:05:39 PM 0D4C PACKET  00 UDP Rcv 10.0.0.1   0002   Q [0001   D   NOERROR] A      (2)\u00e4x(4)evil(3)com(0)",
            })
    void theDomainIsThatOfTheClientsSite(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(
                        Named.class,
                        named ->
                                assertThat(named.names())
                                        .singleElement()
                                        .asString()
                                        .matches(".*\\.evil\\.com\\.?"));
    }

    /** What rsyslog writes in front of a message is no pair of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<30>1 2025-08-19T12:00:00Z ns dnsmasq 7 - [meta sequenceId=\"29\"][x@1 y=\"z\"] dnsmasq[7]: query[A] www.evil.com from 10.0.0.1",
                "<30>1 2025-08-19T12:00:00Z ns named 7 - [meta sequenceId=\"29\"] client @0x7f 10.0.0.1#3 (www.evil.com): query: www.evil.com IN A +",
            })
    void structuredDataMayStandInFront(String line) {
        theDomainIsThatOfTheClientsSite(line);
    }
}
