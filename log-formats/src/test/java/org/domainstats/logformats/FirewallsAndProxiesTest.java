package org.domainstats.logformats;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** What firewalls and proxies write of the sites that clients ask them for. */
class FirewallsAndProxiesTest {

    private static Reading read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new DetectingReader(ReadingOptions.DEFAULT).read(bytes, 0, bytes.length);
    }

    private static void nameOf(String line, String client) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named -> {
                            assertThat(named.names()).containsExactly("www.example.com");
                            assertThat(named.origin().client()).isEqualTo(client);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Fortinet: TLS, where a URL is not known
                "date=2025-08-19 time=12:00:00 devname=\"fw.other.org\" type=\"utm\" subtype=\"ssl\" srcip=10.0.0.1 dstip=192.0.2.1 msg=\"re-signed\" hostname=\"www.example.com\"",
                // WatchGuard by LEEF, with tabs as rsyslog writes them
                "LEEF:1.0|WatchGuard|XTM|12.10|1DFF000F|policy=DNS-proxy-00#011disp=Allow#011src=10.0.0.1#011dst=8.8.8.8#011proto=udp#011query_type=A#011question=www.example.com#011msg=DNS request",
                // Blue Coat and Skyhigh
                "bluecoat[0]: SPLV5.1 c-ip=10.0.0.1 cs-bytes=62 cs-host=www.example.com cs-method=CONNECT cs-uri-port=443 cs-User-Agent=\"x/1.0\" s-supplier-name=cdn.other.org cs-Referer=\"http://other.org/\"",
                "date=\"2025-08-19T12:00:00Z\" hostname=\"mwg.other.org\" source_ip=10.0.0.1 destination_host=\"www.example.com\" http_request_first_line=\"GET http://www.example.com/ HTTP/1.1\"",
                "user_id=-1 client_ip=10.0.0.1 requested_host=www.example.com requested_path=/a?b result=OBSERVED referer=https://other.org/",
                // Cisco: a file that was loaded
                "%FTD-1-430005: SrcIP: 10.0.0.1, DstIP: 192.0.2.1, SrcPort: 46004, DstPort: 80, FileName: other.zip, URI: http://www.example.com/other.zip",
                // Juniper, as it was before RFC 5424
                "RT_UTM: WEBFILTER_URL_PERMITTED: WebFilter: ACTION=\"URL Permitted\" 10.0.0.1(62054)->192.0.2.1(443) CATEGORY=\"News\" URL=www.example.com OBJ=/ username N/A",
                // Palo Alto: URLs, of which a rule may have a comma in its name, and questions to
                // DNS
                "Aug 19 12:00:00 fw.other.org 1,2025/08/19 12:00:00,0123456789,THREAT,url,2562,2025/08/19 12:00:00,10.0.0.1,192.0.2.1,0.0.0.0,0.0.0.0,\"out, all\",u@other.org,,ssl,vsys1,in,out,e1,e2,log,2025/08/19 12:00:00,1,1,5353,443,0,0,0x0,tcp,alert,\"www.example.com:443/a,b\",(9999),news,informational,client-to-server,1,0x0,US,FR,,,0,,,1,\"x, query[A] y.other.org from 10.0.0.2 dnsmasq\",,,http://other.org/",
                "1,2025/08/19 12:00:00,0123456789,THREAT,spyware,2562,2025/08/19 12:00:00,10.0.0.1,192.0.2.1,,,r,,,dns,vsys1,in,out,e1,e2,log,2025/08/19 12:00:00,1,1,5353,53,0,0,0x0,udp,sinkhole,\"other.zip\",Suspicious DNS Query (generic:www.example.com)(3810600),any,medium",
                // Cisco ASA
                "<165>Aug 19 2025 12:00:00: %ASA-5-304001: u@10.0.0.1 Accessed URL 192.0.2.1:http://www.example.com/a?b=http://other.org",
                "Aug 19 12:00:00 fw %ASA-5-304001: 10.0.0.1(LOCAL\\u) Accessed URL 192.0.2.1:https://www.example.com/",
                "%ASA-5-304002: Access denied URL http://www.example.com/ SRC 10.0.0.1 DEST 192.0.2.1 on interface inside",
                // McAfee's gateway, and a proxy that writes times without a zone
                "[19/Aug/2025:12:00:00 +0200] \"u\" 10.0.0.1 200 \"GET http://www.example.com/ HTTP/1.1\" \"News\" \"Minimal Risk\" \"text/html\" 12 \"x/1.0\" \"\" \"0\" \"\"",
                "10.0.0.1 - u [19/08/2025 12:00:00] \"CONNECT www.example.com:443 HTTP/1.1\" 200 - - 1000 News",
                // Zscaler, Netskope, Palo Alto, Cato, Blue Coat, clicks in mail
                "{\"sourcetype\":\"zscalernss-web\",\"event\":{\"refererURL\":\"other.org/\",\"ClientIP\":\"10.0.0.1\",\"user\":\"u@other.org\",\"url\":\"www.example.com/a\",\"hostname\":\"www.example.com\"}}",
                "{\"type\":\"nspolicy\",\"userip\":\"10.0.0.1\",\"srcip\":\"192.0.2.9\",\"user\":\"u@other.org\",\"url\":\"www.example.com/a\",\"referer\":\"http://other.org\"}",
                "{\"LogType\":\"THREAT\",\"Subtype\":\"url\",\"SourceAddress\":\"10.0.0.1\",\"URL\":\"www.example.com:443/a\",\"Referer\":\"other.org\"}",
                "{\"event_sub_type\":\"Internet\",\"src_ip\":\"10.0.0.1\",\"device_name\":\"pc.other.org\",\"full_path_url\":\"https://www.example.com/a?u=http://other.org\"}",
                "{\"c-ip\":\"10.0.0.1\",\"cs(referer)\":\"http://other.org\",\"cs-host\":\"www.example.com\",\"cs-userdn\":\"u@other.org\"}",
                "{\"category\":\"AdvancedHunting-UrlClickEvents\",\"properties\":{\"Url\":\"https://www.example.com/\",\"IPAddress\":\"10.0.0.1\",\"AccountUpn\":\"u@other.org\"}}",
            })
    void theSiteIsReadWithItsClient(String line) {
        nameOf(line, "10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1755604800.531136002 MX events content_filtering_block url='https://www.example.com/...' server='192.0.2.1:443' client_mac='AA:BB:CC:DD:EE:FF'",
            })
    void aClientMayBeKnownByItsCard(String line) {
        nameOf(line, "AA:BB:CC:DD:EE:FF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firewall: msg_id=\"1DFF-000F\" Allow 1-Trusted 0-External udp 10.0.0.1 8.8.8.8 50000 53 msg=\"DNS Request\" proxy_act=\"DNS-Outgoing\" query_type=\"A\" question=\"www.example.com\"",
                "firewall: msg_id=\"1AFF-0024\" Allow 1-Trusted 0-External tcp 10.0.0.1 192.0.2.1 50000 80 msg=\"HTTP request\" proxy_act=\"HTTP-Client.1\" op=\"GET\" dstname=\"www.example.com\" arg=\"/a\"",
                "proto=tls sni=\"www.example.com\" version=1.3 dstport=443",
                // HarfangLab, SentinelOne, and Sysmon's event as Azure has it
                "{\"log_type\":\"dns_resolution\",\"agent\":{\"dnsdomainname\":\"other.org\"},\"requested_name\":\"www.example.com\",\"raw_windows_resolver_results\":\"type:  5 cdn.other.org;\"}",
                "{\"event.category\":\"url\",\"mgmt.url\":\"x.other.org\",\"url.address\":\"https://www.example.com/a\"}",
                "{\"category\":\"WindowsEventLogsTable\",\"properties\":{\"RawXml\":\"<Event xmlns='x'><System><EventID>22</EventID></System><EventData><Data Name='QueryName'>www.example.com</Data><Data Name='QueryResults'>type:  5 cdn.other.org;</Data></EventData></Event>\"}}",
            })
    void theSiteIsReadWithoutAClient(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named -> assertThat(named.names()).containsExactly("www.example.com"));
    }

    /** A client chooses what it sends for the name of a server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "srcip=10.0.0.1 dstport=443 sni=\"good.org/x.evil.com\" proto=6",
                "{\"id.orig_h\":\"10.0.0.1\",\"server_name\":\"good.org/x.evil.com\"}",
            })
    void aSlashHidesNoServerName(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        Named.class,
                        named -> assertThat(named.names()).containsExactly("good.org/x.evil.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Fortinet: a machine that got an address; a web server of one's own, of Sophos
                "date=2025-08-19 time=12:00:00 devname=\"fw\" type=\"event\" subtype=\"system\" srcip=10.0.0.1 hostname=\"pc.other.org\" msg=\"DHCP\"",
                "httpd: id=\"0299\" srcip=\"192.0.2.1\" method=\"POST\" url=\"/a\" server=\"www.other.org\" query=\"?id=ea-40@other.org\" referer=\"-\"",
                // Palo Alto: a file's name, and other logs of it
                "1,2025/08/19 12:00:00,0123456789,THREAT,vulnerability,2562,2025/08/19 12:00:00,10.0.0.1,192.0.2.1,,,r,,,web-browsing,vsys1,in,out,e1,e2,log,2025/08/19 12:00:00,1,1,5353,80,0,0,0x0,tcp,alert,\"www.other.zip\",x(1),any,medium",
                "1,2025/08/19 12:00:00,0123456789,TRAFFIC,end,2562,2025/08/19 12:00:00,10.0.0.1,192.0.2.1,,,r",
                // Cisco ASA, of which only the path is known
                "%ASA-5-304001: 10.0.0.1 Accessed URL 192.0.2.1:/a?b=http://www.other.org",
                // Who had a URL in a mail, what a program fetched, where a client is no address
                "{\"category\":\"AdvancedHunting-EmailUrlInfo\",\"properties\":{\"Url\":\"https://www.other.org/\"}}",
                "{\"level\":\"info\",\"msg\":\"scraping\",\"client\":\"collector/1.2\",\"url\":\"http://www.other.org/\"}",
                "{\"src_ip\":\"10.0.0.1\",\"url\":\"/a?u=http://www.other.org/\"}",
                // A web server's own name, of nginx
                "{\"server_name\":\"www.other.org\",\"remote_addr\":\"192.0.2.1\",\"request\":\"GET /a HTTP/1.1\",\"status\":\"200\"}",
            })
    void nobodyAskedForThese(String line) {
        assertThat(read(line)).isInstanceOf(Nameless.class);
    }
}
