package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** Lines in which more than one thing could be the name, or what could be one is none. */
class AmbiguousLinesTest {

    private static Reading read(String line) {
        byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Unbound 1.17 with verbosity 2 and 3: what it asks by itself
                "[1795785209] unbound[11840:0] info: resolving ns1.other.org. A IN",
                "[1795785241] unbound[12598:0] info: processQueryTargets: www.other.org. A IN",
                "[1795785241] unbound[12598:0] info: priming . IN NS",
                "[1795785241] unbound[12598:0] info: newtarget ns1.other.org. A IN",
                "Aug 19 12:00:00 gw unbound[7]: [7:0] info: resolving www.other.org. AAAA IN",
                // Windows DNS: an update, a notice, a transfer
                "8/19/2025 2:05:39 PM 0D4C PACKET  00 UDP Rcv 10.0.0.1   0002   U [0028       NOERROR] SOA    (5)other(3)org(0)",
                "8/19/2025 2:05:39 PM 0D4C PACKET  00 UDP Rcv 10.0.0.1   0002   N [0120 A     NOERROR] SOA    (5)other(3)org(0)",
                "8/19/2025 2:05:39 PM 0D4C PACKET  00 TCP Rcv 10.0.0.1   0002   Q [0001   D   NOERROR] AXFR   (5)other(3)org(0)",
                // BIND: transfers and updates
                "client @0x7f 10.0.0.1#3 (other.org): query: other.org IN AXFR -T (192.0.2.53)",
                "client @0x7f 10.0.0.1#3: query: other.org IN IXFR -T",
                "client @0x7f 10.0.0.1#3 (other.org): transfer of 'other.org/IN': AXFR started (serial 1)",
                "client @0x7f 10.0.0.1#3 (other.org): view lan: zone transfer 'other.org/IN' denied",
                "client @0x7f 10.0.0.1#3 (other.org): updating zone 'other.org/IN': adding an RR at 'pc.other.org' A 10.0.0.1",
                "client @0x7f 10.0.0.1#3 (other.org): update 'other.org/IN' denied",
                // Unbound: a zone that it loads
                "[1795785209] unbound[11840:0] info: auth zone rpz.other.org. transfer from 10.0.0.1@53",
                // What a resolver asks others
                "{'dns':{'qname':'other.org'},'network':{'query-ip':'10.0.0.2'},'dnstap':{'operation':'RESOLVER_QUERY','identity':'ns.other.org'}}",
                "{'dataType':'Message','messageType':'ForwarderResponse','requestData':{'question':[{'domainName':'other.org.'}]},'sourceAddress':'10.0.0.2'}",
                "19-Aug-2025 12:00:00.123 RQ 10.0.0.2:44350 -> 192.0.2.1:53 UDP 42b other.org/IN/A",
                // Questions to a database
                "{'level':'info','msg':'slow','query':'select * from shop.users.name','client':'10.0.0.1'}",
                "{'type':'mysql','source':{'ip':'10.0.0.1'},'client':{'ip':'10.0.0.1'},'query':'select a from b.users.name'}",
                // What a program fetches itself
                "level=info ts=2025-08-19T12:00:00Z caller=main.go url=http://www.other.org/ msg='scraping'",
                // Nothing but addresses
                "<166>2025-08-19T12:00:00Z fw %FTD-1-430002: AccessControlRuleAction: Allow, SrcIP: 10.0.0.1, DstIP: 1.2.3.4, SrcPort: 53222, DstPort: 443, Protocol: tcp",
            })
    void nobodyAskedAboutAName(String line) {
        assertThat(read(line)).isInstanceOf(Nameless.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Unbound
                "[1795785209] unbound[11840:0] info: 10.0.0.1 example.com. A IN",
                "[1795785209] unbound[11840:0] reply: fe80::1%eth0 example.com. A IN NOERROR 0.0 1 60",
                // What a policy or a zone of its own answered
                "[1795785209] unbound[11840:0] info: other.org. redirect 10.0.0.1@53433 example.com. A IN",
                "[1795785209] unbound[11840:0] info: RPZ applied [rpz.other.org] *.com.rpz.other.org. rpz-nxdomain 10.0.0.1@53433 example.com. A IN",
                "named[7]: CEF:0|Infoblox|NIOS|8.4|RPZ-QNAME|NXDOMAIN|7|app=DNS dst=10.0.0.2 src=10.0.0.1 spt=65498 view=_default qtype=A msg='rpz QNAME NXDOMAIN rewrite example.com [A] via example.com.rpz.other.org' CAT=RPZ",
                "client @0x7f 10.0.0.1#3 (example.com): rpz QNAME NXDOMAIN rewrite example.com/A/IN via example.com.rpz.other.org",
                "client @0x7f 10.0.0.1#3 (example.com): view lan: query (cache) 'example.com/A/IN' denied",
                // dnstap as text, of BIND and of its library
                "19-Aug-2025 12:00:00.123 CQ 10.0.0.1:44350 -> 10.0.0.2:53 UDP 42b example.com/IN/A",
                "12:00:00.123456 CQ 10.0.0.1 UDP 40b 'example.com.' IN A",
                "19-Aug-2025 12:00:00.123 CR 10.0.0.1:44350 <- 10.0.0.2:53 TCP 420b example.com/IN/A",
                "2025-08-19T12:00:00.123456Z dnscollector CLIENT_QUERY NOERROR 10.0.0.1 54321 INET UDP 43b example.com A 0.000000",
                // dnsmasq where the program stands beside the line, as journald and shippers have
                // it
                "{'SYSLOG_IDENTIFIER':'dnsmasq','_HOSTNAME':'ns.other.org','MESSAGE':'query[A] example.com from 10.0.0.1'}",
                "{'appname':'dnsmasq','hostname':'ns.other.org','message':'12 10.0.0.1/5353 query[A] example.com from 10.0.0.1'}",
                // Envoy, Microsoft's model of security events, nProbe, DNS-collector
                "[2025-08-19T12:00:00.310Z] 'CONNECT example.com:443 HTTP/1.1' 200 - 154 0 226 100 '10.0.0.1' 'x' 'cc21' 'cdn.other.org:443'",
                "{'EventType':'Query','SrcIpAddr':'10.0.0.1','DnsQuery':'example.com','Dvc':'ns.other.org'}",
                "{'IPV4_SRC_ADDR':'10.0.0.1','IPV4_DST_ADDR':'192.0.2.1','TLS_SERVER_NAME':'example.com'}",
                "{'IPV4_SRC_ADDR':'10.0.0.1','HTTP_HOST':'example.com:8080','HTTP_URL':'/a','HTTP_REFERER':'http://other.org'}",
                "{'dns':{'qname':'example.com'},'network':{'query-ip':'10.0.0.1'},'dnstap':{'operation':'CLIENT_QUERY','identity':'ns.other.org'}}",
                // Packetbeat: its query is a sentence
                "{'@timestamp':'2025-08-19T12:00:00Z','dns':{'question':{'name':'example.com','type':'A'}},'source':{'ip':'10.0.0.1'},'query':'class IN, type A, example.com','type':'dns'}",
                "{'query':'class IN, type A, example.com','dns':{'question':{'name':'example.com','type':'A'}},'client':{'ip':'10.0.0.1'}}",
                // Cisco, which leaves out what it has no value of
                "<166>Aug 19 2025 12:00:00: %FTD-6-430003: EventPriority: Low, SrcIP: 10.0.0.1, DstIP: 8.8.8.8, SrcPort: 53222, DstPort: 53, Protocol: udp, DNSQuery: example.com, DNSRecordType: a host address",
                "<166>2025-08-19T12:00:00Z fw %FTD-1-430002: SrcIP: 10.0.0.1, DstIP: 1.2.3.4, SrcPort: 53222, DstPort: 443, Protocol: tcp, URL: https://example.com/a",
                // Azure Firewall: its DNS proxy, old and new, and its rules for applications
                "{'category':'AzureFirewallDnsProxy','properties':{'msg':'DNS Request: 10.0.0.1:53222 - 41197 A IN example.com. udp 40 false 512 NOERROR qr,rd,ra 90 0.01s'}}",
                "{'category':'AZFWApplicationRule','properties':{'Protocol':'HTTPS','SourceIp':'10.0.0.1','Fqdn':'example.com','TargetUrl':''}}",
                // Microsoft Defender
                "{'ActionType':'DnsConnectionInspected','DeviceName':'pc.other.org','AdditionalFields':'{\\'direction\\':\\'Out\\',\\'query\\':\\'example.com\\'}'}",
                "{'category':'AdvancedHunting-DeviceEvents','properties':{'ActionType':'DnsQueryResponse','AdditionalFields':'{\\'DnsQueryString\\':\\'example.com\\'}'}}",
                "{'category':'AdvancedHunting-DeviceNetworkEvents','properties':{'DeviceName':'pc.other.org','RemoteUrl':'https://example.com/a'}}",
                // OCSF's HTTP Activity, the Elastic Common Schema with a whole URL, Zscaler
                "{'class_uid':4002,'http_request':{'url':{'hostname':'example.com','path':'/a'}},'dst_endpoint':{'hostname':'cdn.other.org'}}",
                "{'@timestamp':'2025-08-19T12:00:00Z','url.full':'https://example.com:8443/a?b=http://other.org','source.ip':'10.0.0.1'}",
                "{'sourcetype':'zscalernss-dns','event':{'user':'u@other.org','clt_sip':'10.0.0.1','dns_req':'example.com'}}",
                "CEF:0|Zscaler|NSSDNS|6.0|Allow|DNS|3|src=10.0.0.1 dst=8.8.8.8 cs1=A dns_req=example.com",
            })
    void theNameIsWhatTheClientAskedAbout(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named ->
                                assertThat(named.names())
                                        .singleElement()
                                        .asString()
                                        .matches("example\\.com\\.?"));
    }

    /** A label with a blank may be a tunnel's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ts':1755604800.1,'id.orig_h':'10.0.0.1','query':'a b.example.com'}",
                "{'ts':1755604800.1,'query':'a b.example.com','id':{'orig_h':'10.0.0.1'}}",
            })
    void aBlankInANameHidesNothing(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named -> assertThat(named.names()).containsExactly("a b.example.com"));
    }
}
