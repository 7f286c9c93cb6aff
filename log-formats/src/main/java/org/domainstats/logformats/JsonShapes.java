package org.domainstats.logformats;

import org.domainstats.logformats.JsonPath.Slot;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Where known producers of JSON put the name, the client and the time. */
final class JsonShapes {

    /** In the order in which they count. */
    private static final List<String> NAMES =
            List.of(
                    // Zeek
                    "query",
                    // Suricata EVE: version 2 and 1, 3, alerts before Suricata 8
                    "dns.rrname",
                    "dns.queries.rrname",
                    "dns.query.rrname",
                    "dns.answer.rrname",
                    "tls.sni",
                    "quic.sni",
                    "http.hostname",
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
                    // AdGuard Home
                    "QH",
                    // Route 53 Resolver
                    "query_name",
                    "qname",
                    // Zeek's ssl.log and quic.log
                    "server_name",
                    "tls.client.server_name",
                    "url.domain",
                    "destination.domain");

    private static final List<String> CLIENTS =
            List.of(
                    "id.orig_h",
                    "id_orig_h",
                    "src_ip",
                    "client.ip",
                    "source.ip",
                    "IP",
                    "srcaddr",
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
                    "_time");

    private JsonShapes() {}

    /**
     * The tree of all paths.
     *
     * @param prefix of the facts
     * @param namePath the path of the name, or null for the known ones
     */
    static JsonPath paths(String prefix, @Nullable String namePath) {
        JsonPath root = new JsonPath();
        root.add(prefix, Slot.ENRICHED, 0);
        add(root, Slot.NAME, namePath == null ? NAMES : List.of(namePath));
        add(root, Slot.CLIENT, CLIENTS);
        add(root, Slot.TIME, TIMES);
        // Splunk's export.
        add(root, Slot.WRAPPED, List.of("result._raw", "_raw"));
        add(root, Slot.SERVER, List.of("dest_ip"));
        add(root, Slot.CLIENT_PORT, List.of("src_port"));
        add(root, Slot.SERVER_PORT, List.of("dest_port"));
        return root;
    }

    private static void add(JsonPath root, Slot slot, List<String> paths) {
        for (int i = 0; i < paths.size(); i++) {
            root.add(paths.get(i), slot, i);
        }
    }
}
