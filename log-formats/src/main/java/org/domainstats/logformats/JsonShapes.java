package org.domainstats.logformats;

import org.domainstats.logformats.JsonPath.Slot;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where known producers of JSON put the name, the client and the time. */
final class JsonShapes {

    private static final String QUERY = "query";

    /** In the order in which they count. */
    private static final List<String> NAMES =
            List.of(
                    // Suricata EVE: version 2 and 1, 3, alerts before Suricata 8
                    "dns.rrname",
                    "dns.queries.rrname",
                    "dns.query.rrname",
                    "dns.answer.rrname",
                    "tls.sni",
                    "quic.sni",
                    // The Elastic Common Schema, and modules of Filebeat
                    "dns.question.name",
                    "zeek.dns.query",
                    "suricata.eve.dns.rrname",
                    "suricata.eve.dns.queries.rrname",
                    // Sysmon 22 by Winlogbeat and by NXLog
                    "winlog.event_data.QueryName",
                    "event_data.QueryName",
                    "Event.EventData.QueryName",
                    "EventData.QueryName",
                    "QueryName",
                    // The analytic log of Windows DNS
                    "winlog.event_data.QNAME",
                    "event_data.QNAME",
                    "Event.EventData.QNAME",
                    "EventData.QNAME",
                    "QNAME",
                    // AdGuard Home
                    "QH",
                    // Route 53 Resolver
                    "query_name",
                    "qname",
                    // Wazuh, DNS-collector, Google Cloud DNS, Azure, OCSF
                    "data.win.eventdata.queryName",
                    "dns.qname",
                    "jsonPayload.queryName",
                    "properties.QueryName",
                    "properties.Fqdn",
                    "query.hostname",
                    "http_request.url.hostname",
                    // dnstap as Vector has it, blocky, the interface of AdGuard Home
                    "requestData.question.domainName",
                    "responseData.question.domainName",
                    "question_name",
                    "question.name",
                    // CrowdStrike, SentinelOne
                    "DomainName",
                    "event.dns.request",
                    // Microsoft's model of security events
                    "DnsQuery",
                    // Arkime, nProbe, tshark -T ek, passive DNS
                    "dns.host",
                    "DNS_QUERY",
                    "layers.dns.dns_dns_qry_name",
                    "rrname",
                    // Defender, Zscaler, HarfangLab
                    "DnsQueryString",
                    "dns_req",
                    "requested_name",
                    // Zeek; in others it may be a sentence
                    QUERY,
                    "tls.client.server_name",
                    "url.domain",
                    "destination.domain",
                    // Cloudflare Gateway, nProbe
                    "SNI",
                    "TLS_SERVER_NAME",
                    "SSL_SERVER_NAME");

    /** With a port where it is not that of HTTP. */
    private static final List<String> HOSTS =
            List.of(
                    "http.hostname",
                    "HTTPHost",
                    "HTTP_HOST",
                    "RemoteUrl",
                    "properties.RemoteUrl",
                    "url.full",
                    // SentinelOne
                    "url.address");

    /**
     * What counts beside the address of a client: else any program may log what it did, or its own
     * name. Of Zeek's ssl.log and quic.log; Zscaler and Netskope; Palo Alto; Cato; Blue Coat;
     * Skyhigh; the Elastic Common Schema; clicks that Microsoft reports.
     */
    private static final List<String> URLS =
            List.of(
                    "server_name",
                    "url",
                    "URL",
                    "full_path_url",
                    "cs-host",
                    "requested_host",
                    "url.original",
                    "properties.Url");

    /** A client sends it as it likes: what looks like a path in it ends no host. */
    static final int SERVER_NAME_PRIORITY = 0;

    /** Where that of Zeek stands among the names. */
    static final int QUERY_PRIORITY = NAMES.indexOf(QUERY);

    /** The first two clients are those of Zeek. */
    static final int LAST_CLIENT_OF_ZEEK = 1;

    private static final List<String> CLIENTS =
            List.of(
                    "id.orig_h",
                    "id_orig_h",
                    "src_ip",
                    "client.ip",
                    "source.ip",
                    "IP",
                    "srcaddr",
                    "network.query-ip",
                    "jsonPayload.sourceIP",
                    "properties.SourceIp",
                    "properties.SourceIP",
                    "sourceAddress",
                    "SrcIP",
                    "SrcIpAddr",
                    "SourceIP",
                    "SourceAddress",
                    "clientIp",
                    "ClientIP",
                    "client_ip",
                    "client",
                    "userip",
                    "srcip",
                    "c-ip",
                    "source_ip",
                    "clt_sip",
                    "clickIP",
                    "properties.IPAddress",
                    "qip",
                    "IPV4_SRC_ADDR",
                    "IPV6_SRC_ADDR",
                    "DeviceName",
                    "src_endpoint.ip",
                    "data.win.system.computer",
                    "winlog.computer_name",
                    "Event.System.Computer",
                    "computer_name",
                    "Hostname");

    private static final List<String> TIMES =
            List.of(
                    "ts",
                    "timestamp",
                    "T",
                    "query_timestamp",
                    "winlog.event_data.UtcTime",
                    "event_data.UtcTime",
                    "UtcTime",
                    "@timestamp",
                    "_time",
                    "dnstap.timestamp-rfc3339ns",
                    "__REALTIME_TIMESTAMP",
                    "Datetime",
                    "EventTime",
                    "time_first",
                    "firstPacket",
                    "time");

    /** Who asks whom, of DNS-collector and of Vector. */
    private static final List<String> OPERATIONS = List.of("dnstap.operation", "messageType");

    /**
     * Splunk's export; the line of text that Docker, Filebeat, Fluent Bit, journald and Graylog
     * were given.
     */
    private static final List<String> WRAPPED =
            List.of(
                    "result._raw",
                    "_raw",
                    "event.original",
                    "event",
                    "log",
                    "message",
                    "MESSAGE",
                    "msg",
                    "full_message",
                    // Defender, Azure Firewall
                    "AdditionalFields",
                    "properties.AdditionalFields",
                    "properties.msg",
                    // Events of Windows by Azure
                    "properties.RawXml");

    /**
     * Around an event: in an export of Elasticsearch, in Splunk's collector and AWS Network
     * Firewall, in Splunk's export.
     */
    private static final List<String> AROUND = List.of("", "_source.", "event.", "result.");

    /** One for all readers: each is larger than all else that a reader holds. */
    private static final Map<Options, JsonPath> PATHS = new ConcurrentHashMap<>();

    private JsonShapes() {}

    /** What the paths depend on: settings of the program, which has few of them. */
    private record Options(String prefix, @Nullable String namePath) {}

    /**
     * The tree of all paths.
     *
     * @param prefix of the facts
     * @param namePath the path of the name, or null for the known ones
     */
    static JsonPath paths(String prefix, @Nullable String namePath) {
        return PATHS.computeIfAbsent(
                new Options(prefix, namePath), of -> tree(of.prefix, of.namePath));
    }

    private static JsonPath tree(String prefix, @Nullable String namePath) {
        JsonPath root = new JsonPath();
        root.add(prefix, Slot.ENRICHED, 0);
        if (namePath != null) {
            root.add(namePath, Slot.GIVEN, 0);
            add(root, "", Slot.WRAPPED, WRAPPED.subList(0, 2));
        }
        for (String at : AROUND) {
            if (namePath == null) {
                add(root, at, Slot.NAME, NAMES);
                HOSTS.forEach(host -> root.add(at + host, Slot.HOST, NAMES.size()));
                add(root, at, Slot.URL, URLS);
                root.add(at + "host", Slot.ZEEK_HOST, 0);
                add(root, at, Slot.WRAPPED, WRAPPED);
            }
            add(root, at, Slot.CLIENT, CLIENTS);
            add(root, at, Slot.TIME, TIMES);
            add(root, at, Slot.OPERATION, OPERATIONS);
            add(root, at, Slot.SERVER, List.of("dest_ip"));
            add(root, at, Slot.CLIENT_PORT, List.of("src_port"));
            add(root, at, Slot.SERVER_PORT, List.of("dest_port"));
        }
        return root;
    }

    private static void add(JsonPath root, String at, Slot slot, List<String> paths) {
        for (int i = 0; i < paths.size(); i++) {
            root.add(at + paths.get(i), slot, i);
        }
    }
}
