package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.logformats.NoNameReason.HEADER;
import static org.domainstats.logformats.NoNameReason.NO_NAME;

import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Lines as the documents of their programs show them, with who asked and when. */
class DocumentedShapesTest {

    private static Arguments line(String line, @Nullable String client, @Nullable String time) {
        return Arguments.of(line, client, time);
    }

    private static Stream<Arguments> text() {
        return Stream.of(
                // CoreDNS, by itself, in a container, with the time within
                line(
                        "[INFO] 10.244.0.5:37284 - 2043 \"A IN www.example.com. udp 40 false 512\" NOERROR qr,rd,ra 75 0.0001s",
                        "10.244.0.5",
                        null),
                line(
                        "2025-08-19T12:00:00.123456789Z stdout F [INFO] [fd00::5]:37284 - 2043 \"HTTPS IN www.example.com. tcp 40 true 4096\" NOERROR qr,rd,ra 75 0.0001s",
                        "fd00::5",
                        "2025-08-19T12:00:00.123456789Z"),
                line(
                        "10.0.0.1:5353 - [19/Aug/2025:12:00:00 +0000] 12345 \"A IN www.example.com. udp 40 false 512\" NOERROR",
                        "10.0.0.1",
                        null),
                // PowerDNS: Recursor with quiet=no and 5 by pairs, dnsdist, the authoritative one
                line(
                        "Aug 19 12:00:00 ns pdns_recursor[7]: 3 [1/1] question for 'www.example.com|A' from 10.0.0.1:5353",
                        "10.0.0.1",
                        "Aug 19 12:00:00"),
                line(
                        "Aug 19 12:00:00 ns pdns-recursor[7]: msg=\"Question\" subsystem=\"syncres\" level=\"0\" prio=\"Info\" tid=\"3\" ts=\"1700000000.123\" proto=\"udp\" qname=\"www.example.com\" qtype=\"A\" remote=\"10.0.0.1:5353\"",
                        "10.0.0.1",
                        "1700000000.123"),
                line(
                        "Got query for www.example.com.|A from 10.0.0.1:5353 (Do53 UDP, 40 bytes), relayed to 10.0.0.53:53",
                        "10.0.0.1",
                        null),
                line(
                        "Aug 19 12:00:00 ns pdns_server[7]: Remote 10.0.0.1 wants 'www.example.com|A', do = 0, bufsize = 512: packetcache MISS",
                        "10.0.0.1",
                        "Aug 19 12:00:00"),
                line(
                        "Sending SERVFAIL to 10.0.0.1 during resolve of 'www.example.com' because: no server",
                        "10.0.0.1",
                        null),
                // Knot Resolver, MikroTik, Infoblox
                line(
                        "Aug 19 12:00:00 ns kresd[7]: [plan  ][12345.00] plan 'www.example.com.' type 'A' uid [12345.00]",
                        null,
                        "Aug 19 12:00:00"),
                line(
                        "Aug 19 12:00:00 gw dns query from 192.168.88.10: #123 www.example.com. A",
                        "192.168.88.10",
                        "Aug 19 12:00:00"),
                line(
                        "Aug 19 12:00:00 ib named[7]: 19-Aug-2025 12:00:00.123 client 10.0.0.1#5353: UDP: query: www.example.com IN A response: NOERROR + www.example.com. 60 IN A 192.0.2.1;",
                        "10.0.0.1",
                        "19-Aug-2025 12:00:00.123"),
                line(
                        "[2025-08-19 12:00:00.123 7/T8] **** new UDP IPv4 query[A] query \"www.example.com\" from eth0/10.0.0.1#5353 (ID 1, FTL 2, forward.c:1571)",
                        "10.0.0.1",
                        "2025-08-19 12:00:00.123"),
                line(
                        "Aug 19 12:00:00.123 dnsmasq[7]: UDP 7 10.0.0.1/5353 query[type=65] www.example.com from 10.0.0.1",
                        "10.0.0.1",
                        "Aug 19 12:00:00"),
                // FortiGate: dns, and webfilter with either URL
                line(
                        "<189>date=2025-08-19 time=12:00:00 devname=\"fw.other.org\" devid=\"FG1\" tz=\"+0200\" type=\"utm\" subtype=\"dns\" srcip=10.0.0.1 srcport=5353 dstip=8.8.8.8 qname=\"www.example.com\" qtype=\"A\" msg=\"Domain is monitored\"",
                        "10.0.0.1",
                        "2025-08-19T12:00:00+0200"),
                line(
                        "Aug 19 12:00:00 fw date=2025-08-19 time=12:00:00 eventtime=1755604800123456789 subtype=\"webfilter\" srcip=10.0.0.1 hostname=\"www.example.com\" url=\"/a?qname=x.org\" msg=\"say \\\"qname=y.org\\\" z\"",
                        "10.0.0.1",
                        "1755604800123456789"),
                line(
                        "date=2025-08-19 time=12:00:00 srcip=10.0.0.1 hostname=\"fw.other.org\" url=\"https://www.example.com:8443/a b qname=x.org\"",
                        "10.0.0.1",
                        "2025-08-19T12:00:00"),
                // CEF, LEEF, SonicWall, Sophos, Cisco
                line(
                        "Aug 19 12:00:00 ib CEF:0|Infoblox|Data Connector|2.1.3|DNS Query|DNS Query|1|src=10.0.0.1 spt=5353 InfobloxDNSQType=A destinationDnsDomain=www.example.com. rt=1755604800123",
                        "10.0.0.1",
                        "1755604800123"),
                line(
                        "LEEF:1.0|Vendor|Proxy|1|1|src=10.0.0.1\tdst=192.0.2.1\turl=http://www.example.com/a,b\tusrName=x",
                        "10.0.0.1",
                        null),
                line("LEEF:2.0|V|P||1|^|src=10.0.0.1^qname=www.example.com^a=b", "10.0.0.1", null),
                line("LEEF:2.0|V|P||1|x5E|src=10.0.0.1^url=www.example.com/^a=b", "10.0.0.1", null),
                line(
                        "id=firewall sn=1 time=\"2025-08-19 12:00:00\" fw=1.2.3.4 pri=6 m=97 src=10.0.0.1:1234:X0 dst=1.2.3.4:443:X1 dstname=www.example.com arg=/a",
                        "10.0.0.1",
                        "2025-08-19 12:00:00"),
                line(
                        "Aug 19 12:00:00 fw %FTD-1-430003: EventPriority: Low, SrcIP: 10.0.0.1, DstIP: 8.8.8.8, Protocol: udp, DNSQuery: www.example.com, DNSRecordType: a host address, URL: x",
                        "10.0.0.1", "Aug 19 12:00:00"),
                // The analytic log of Windows DNS, blocky
                line(
                        "QUERY_RECEIVED: TCP=0; InterfaceIP=10.0.0.2; Source=10.0.0.1; RD=1; QNAME=www.example.com.; QTYPE=1; XID=4321; Port=5353; Flags=256",
                        "10.0.0.1",
                        null),
                line(
                        "[2025-08-19 12:00:00]  INFO queryLog: query resolved: answer=A (192.0.2.1) client_ip=10.0.0.1 client_names=pc duration_ms=7 question_name=www.example.com. question_type=A",
                        "10.0.0.1",
                        "2025-08-19 12:00:00"),
                // Squid: a time of its own, common behind a syslog head
                line(
                        "[19/Aug/2025:12:00:00 +0200]    250 10.0.0.1 TCP_TUNNEL/200 28877 CONNECT www.example.com:443 bob HIER_DIRECT/192.0.2.80 -",
                        "10.0.0.1",
                        "19/Aug/2025:12:00:00 +0200"),
                line(
                        "Aug 19 12:00:00 proxy (squid-1): 1755604800.123    -1 10.0.0.1 TCP_MISS_ABORTED/000 0 GET http://www.example.com/?u=http://x.org/ - HIER_NONE/- -",
                        "10.0.0.1",
                        "1755604800.123"),
                line(
                        "Aug 19 12:00:00 proxy squid[7]: 10.0.0.1 - bob [19/Aug/2025:12:00:00 +0200] \"CONNECT www.example.com:443 HTTP/1.1\" 200 0 TCP_TUNNEL:HIER_DIRECT",
                        "10.0.0.1",
                        "19/Aug/2025:12:00:00 +0200"),
                // Windows DNS: answers to clients, and the other side of the server
                line(
                        "8/19/2025 2:05:39 PM 0D4C PACKET  00 UDP Snd 10.0.0.1   0002 R Q [8081   DR  NOERROR] A      (3)www(7)example(3)com(0)",
                        "10.0.0.1",
                        "8/19/2025 2:05:39 PM"),
                line(
                        "19.8.2025 14.05.39 0D4C PACKET  00 UDP Snd 8.8.8.8   0002   Q [0001   D   NOERROR] A      (3)www(7)example(3)com(0)",
                        null,
                        "19.8.2025 14.05.39"),
                line(
                        "2025. 08. 19. 14:05:39 0D4C PACKET  00 UDP Rcv 8.8.8.8   0002 R Q [8081   DR  NOERROR] A      (3)www(7)example(3)com(0)",
                        null,
                        "2025. 08. 19. 14:05:39"));
    }

    private static Stream<Arguments> json() {
        return Stream.of(
                line(
                        "{'QueryName':'www.example.com','SrcIP':'10.0.0.1','Datetime':'2025-08-19T12:00:00Z','QueryType':1}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00Z"),
                line(
                        "{'HTTPHost':'www.example.com:443','SourceIP':'10.0.0.1','Datetime':1755604800123456789}",
                        "10.0.0.1",
                        "1755604800123456789"),
                line(
                        "{'question':{'class':'IN','name':'www.example.com','type':'A'},'client':'10.0.0.1','time':'2025-08-19T12:00:00Z'}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00Z"),
                line(
                        "{'dataType':'Message','messageType':'ClientQuery','requestData':{'question':[{'domainName':'www.example.com.','questionType':'A'}]},'sourceAddress':'10.0.0.1','timestamp':'2025-08-19T12:00:00Z'}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00Z"),
                line(
                        "{'timestamp':'2025-08-19T12:00:00Z','clientIp':'10.0.0.1','protocol':'Udp','qname':'www.example.com','qtype':'A'}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00Z"),
                line(
                        "{'event_simpleName':'DnsRequest','DomainName':'www.example.com','timestamp':'1755604800123'}",
                        null,
                        "1755604800123"),
                line(
                        "{'category':'AzureFirewallDnsProxy','time':'2025-08-19T12:00:00Z','properties':{'SourceIp':'10.0.0.1','QueryName':'www.example.com.'}}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00Z"),
                line(
                        "{'firewall_name':'x','event_timestamp':'1755604800','event':{'src_ip':'10.0.0.1','src_port':5353,'event_type':'dns','timestamp':'2025-08-19T12:00:00.1+0000','dns':{'rrname':'www.example.com','type':'query'}}}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00.1+0000"),
                line(
                        "{'time':1755604800,'host':'s.other.org','event':{'query':'www.example.com','id.orig_h':'10.0.0.1'}}",
                        "10.0.0.1",
                        "1755604800"),
                line(
                        "{'time':1755604800,'event':'Aug 19 12:00:00 dnsmasq[7]: query[A] www.example.com from 10.0.0.1'}",
                        "10.0.0.1",
                        "Aug 19 12:00:00"),
                line(
                        "{'preview':false,'result':{'_time':'2025-08-19T12:00:00.000+0200','query':'www.example.com','src_ip':'10.0.0.1'}}",
                        "10.0.0.1",
                        "2025-08-19T12:00:00.000+0200"),
                line(
                        "{'rrname':'www.example.com.','rrtype':'A','time_first':1755604800,'time_last':1755604900,'count':7}",
                        null,
                        "1755604800"),
                line(
                        "{'firstPacket':1755604800123,'source':{'ip':'10.0.0.1'},'dns':{'host':['www.example.com'],'hostCnt':1}}",
                        "10.0.0.1",
                        "1755604800123"),
                line(
                        "{'EventID':256,'QNAME':'www.example.com.','Source':'10.0.0.1','Hostname':'dc1','EventTime':'2025-08-19 12:00:00'}",
                        "dc1",
                        "2025-08-19 12:00:00"));
    }

    @ParameterizedTest
    @MethodSource("text")
    void nameClientAndTimeOfText(String line, @Nullable String client, @Nullable String time) {
        check(line, client, time);
    }

    @ParameterizedTest
    @MethodSource("json")
    void nameClientAndTimeOfJson(String line, @Nullable String client, @Nullable String time) {
        check(line.replace('\'', '"'), client, time);
    }

    private static void check(String line, @Nullable String client, @Nullable String time) {
        assertThat(read(line)).isInstanceOf(Named.class);
        Named named = (Named) read(line);
        assertThat(named.names().getFirst()).matches("www\\.example\\.com\\.?");
        assertThat(named.names()).hasSize(1);
        assertThat(named.origin()).isEqualTo(new Origin(client, time));
    }

    private static Reading read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aug 19 12:00:00 pc sshd[7]: pam_unix(sshd:auth): logname= uid=0 euid=0 tty=ssh ruser= rhost=evil.example.com",
                "level=info msg=\"see url=http://www.example.com/\" caller=main.go",
                "Remote host wants to talk - 12 \"A IN b\"",
                "id=1 domain=CORP.EXAMPLE.COM hostname=pc.example.com",
                "192.0.2.1 - - [19/Aug/2025:12:00:00 +0200] \"GET /go?u=http://www.example.com/ HTTP/1.1\" 302 0",
            })
    void aLineThatOnlyResemblesThemHasNoName(String line) {
        assertThat(read(line)).isInstanceOf(Nameless.class);
    }

    /** A label may be anything, and must not end the name early. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "srcip=10.0.0.1 date=1 qname=\"a b|A 'c' x=.evil.com\" qtype=\"A\"",
                "srcip=10.0.0.1 date=1 qname=\"a\\\" qname=b.evil.com\"",
                "question for 'a|A' from 1.1.1.1:5 .evil.com|A' from 10.0.0.1:5353",
                "Got query for a|A from 1.1.1.1:5.evil.com.|A from 10.0.0.1:5353 (Do53 UDP)",
                "dns query from 192.168.88.10: #123 a A.evil.com. A",
                "Dns query: UtcTime: 2025-08-19 12:00:00.123 QueryName: a QueryStatus: 0 x.evil.com QueryStatus: 0 QueryResults: -",
                "  QueryName: a b.evil.com  ",
                "plan 'a' type 'A' uid [1.00].evil.com.' type 'A' uid [12345.00]",
                "new UDP IPv4 query[A] query \"a\" from b#5.evil.com\" from eth0/10.0.0.1#5353",
            })
    void noLabelHidesTheDomainBehindIt(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named ->
                                assertThat(named.names().getFirst())
                                        .matches(".*\\.evil\\.com\\.?"));
    }

    @Test
    void whatElseAFirewallLogsIsOfItsFormat() {
        DetectingReader reader = new DetectingReader(ReadingOptions.DEFAULT);
        List<NoNameReason> reason =
                Stream.of(
                                "date=2025-08-19 srcip=10.0.0.1 qname=\"a.com\"",
                                "date=2025-08-19 srcip=10.0.0.1 dstip=10.0.0.2 action=\"accept\"",
                                "date=2025-08-19 srcip=10.0.0.1 hostname=\"a.com\" url=\"/x\"")
                        .map(line -> line.getBytes(StandardCharsets.US_ASCII))
                        .map(line -> reader.read(line, 0, line.length))
                        .map(reading -> reading instanceof Nameless none ? none.reason() : HEADER)
                        .toList();
        assertThat(reason).containsExactly(HEADER, NO_NAME, HEADER);
    }

    @Test
    @Timeout(60)
    void longLinesOfAnyKindTakeNoTime() {
        String units =
                "a;1;a=;\";\\\"; \"\\\";a=\";1.; - ;[;' ;a: ;question for ';plan ';"
                        + "Remote 1.1.1.1 wants '; A/200 1 GET ;|A ";
        for (String unit : units.split(";", -1)) {
            assertThat(read(unit.repeat((1 << 20) / unit.length()))).isNotNull();
        }
    }
}
