package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of pairs, of which the name has a key that says so: {@code qname="example.com"
 * srcip=192.0.2.1}. So log firewalls and proxies (Fortinet, Sophos, SonicWall, CEF, LEEF, Cisco,
 * Check Point, Juniper, Meraki, WatchGuard, Blue Coat, Skyhigh), the analytic log of Windows DNS,
 * PowerDNS Recursor 5, blocky, Technitium. From documentation.
 */
final class KeyValueLine implements TextLine {

    /** What was asked of DNS. */
    private static final List<String> NAMES =
            List.of(
                    "qname",
                    "query_name",
                    "queryname",
                    "question_name",
                    "dns_query",
                    "dnsquery",
                    "ftntfgtqname",
                    "infobloxdnsqname",
                    "dns_req",
                    "destinationdnsdomain");

    /** May be a sentence, or in a line with a URL a part of that; WatchGuard has the latter. */
    private static final List<String> QUERIES = List.of("query", "question");

    private static final String URL = "url";

    private static final String REQUEST = "request";

    /** Meraki has it in front of the URL. */
    private static final Pattern METHOD = Pattern.compile("[A-Z]{3,16} (?=https?://)");

    /** As a client sent it: a slash in it ends no host. */
    private static final String SNI = "sni";

    /**
     * What was asked of a web server, in lines that name a client; else any program may log what it
     * did.
     */
    private static final List<String> URLS =
            List.of(
                    URL,
                    REQUEST,
                    "resource",
                    "dstname",
                    "uri",
                    // Blue Coat, Skyhigh and the McAfee Web Gateway before it, TLS
                    "cs-host",
                    "requested_host",
                    "destination_host",
                    "server_name");

    /** The same where a URL is only its path. Else they name the machine that wrote the line. */
    private static final List<String> HOSTS_OF_PATHS = List.of("hostname", "dhost", "domain");

    /** The type of what Fortinet's filters write: the machine's name is {@code devname}. */
    private static final String UTM = "utm";

    /** WatchGuard's proxies have it, and no key for the client. */
    private static final String PROXY_ACTION = "proxy_act";

    private static final List<String> CLIENTS =
            List.of(
                    "srcip",
                    "src_ip",
                    "client_ip",
                    "clientip",
                    "remote",
                    "source",
                    "source-address",
                    "source_ip",
                    "c-ip",
                    "client_mac",
                    "src");

    /** Juniper's, which is no pair. */
    private static final Pattern FLOW =
            Pattern.compile(
                    " (?<client>[0-9a-fA-F.:]{2,45})\\(\\d{1,5}\\)->[0-9a-fA-F.:]{2,45}\\(");

    private static final List<String> TIMES = List.of("eventtime", "rt", "timestamp", "ts");

    /** Keys that may stand in front of a colon and a blank: Cisco's, Technitium's, Meraki's. */
    private static final Set<String> BEFORE_COLONS =
            Set.of(
                    "dnsquery",
                    "qname",
                    "srcip",
                    "dstip",
                    "srcport",
                    "dstport",
                    URL,
                    "uri",
                    REQUEST);

    /** Fewer are in lines of every kind. */
    private static final int FEWEST_PAIRS = 3;

    static final int MOST_PAIRS = 512;

    @Override
    public @Nullable Found find(String line) {
        if (!hasPairs(line)) {
            return null;
        }
        Map<String, String> named = CefLeefPairs.of(line);
        Map<String, String> pairs = named == null ? pairs(line) : named;
        if (pairs.size() < FEWEST_PAIRS) {
            return null;
        }
        @Nullable String client = client(pairs, line);
        @Nullable String name = name(pairs, client != null || pairs.containsKey(PROXY_ACTION));
        if (name == null) {
            return client == null ? null : Found.NO_NAME;
        }
        return new Found(name, new Origin(client, time(pairs, line)));
    }

    /** Whether the signs of enough pairs are in a line; most of other programs have fewer. */
    private static boolean hasPairs(String line) {
        int signs = 0;
        for (int at = 0; at < line.length() && signs < FEWEST_PAIRS; at++) {
            signs += isSign(line, at) ? 1 : 0;
        }
        return signs == FEWEST_PAIRS;
    }

    private static boolean isSign(String line, int at) {
        return line.startsWith("=", at) || line.startsWith(": ", at) || line.startsWith(":\"", at);
    }

    /**
     * In front of all: what a client was sent to. Whoever asks for a URL may write other keys into
     * its path or into its agent; resolvers escape what is odd in a name.
     */
    private static @Nullable String name(Map<String, String> pairs, boolean hasClient) {
        boolean path = isPath(pairs.getOrDefault(URL, pairs.getOrDefault(REQUEST, "")));
        @Nullable String host = hasClient ? firstHost(pairs, URLS) : null;
        if (host == null && (path || hasClient && UTM.equals(pairs.get("type")))) {
            host = host(first(pairs, HOSTS_OF_PATHS));
        }
        @Nullable String asked = host == null ? first(pairs, NAMES) : host;
        if (asked != null) {
            return asked;
        }
        @Nullable String query = first(pairs, QUERIES);
        if (query != null && query.indexOf(' ') < 0 && !pairs.containsKey(URL)) {
            return query;
        }
        String sni = pairs.getOrDefault(SNI, "");
        return sni.indexOf('.') > 0 ? sni : null;
    }

    private static boolean isPath(String url) {
        return url.startsWith("/");
    }

    private static @Nullable String firstHost(Map<String, String> pairs, List<String> keys) {
        for (String key : keys) {
            @Nullable String host = host(pairs.get(key));
            if (host != null) {
                return host;
            }
        }
        return null;
    }

    private static @Nullable String host(@Nullable String value) {
        if (value == null || isPath(value)) {
            return null;
        }
        String host = HostText.of(value);
        return host.indexOf('.') > 0 && host.indexOf(' ') < 0 ? host : null;
    }

    /** An address in front of its port, as of PowerDNS and SonicWall. */
    private static @Nullable String client(Map<String, String> pairs, String line) {
        @Nullable String client = first(pairs, CLIENTS);
        if (client == null) {
            Matcher flow = FLOW.matcher(line);
            return line.contains(")->") && flow.find() ? flow.group("client") : null;
        }
        if (client.startsWith("[")) {
            return HostText.of(client);
        }
        int port = client.indexOf('.') > 0 ? client.indexOf(':') : -1;
        return port < 0 ? client : client.substring(0, port);
    }

    private static @Nullable String time(Map<String, String> pairs, String line) {
        @Nullable String whole = first(pairs, TIMES);
        @Nullable String day = pairs.get("date");
        @Nullable String clock = pairs.get("time");
        if (whole == null && clock != null) {
            whole = day == null ? clock : day + 'T' + clock + pairs.getOrDefault("tz", "");
        }
        return whole == null ? LeadingTime.of(line) : whole;
    }

    private static @Nullable String first(Map<String, String> pairs, List<String> keys) {
        for (String key : keys) {
            String value = pairs.get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The first value of each key, keys in small letters. What is quoted holds no pairs. */
    private static Map<String, String> pairs(String line) {
        Map<String, String> pairs = new HashMap<>();
        int at = 0;
        while (at < line.length() && pairs.size() < MOST_PAIRS) {
            int word = at;
            while (at < line.length() && isOfKey(line.charAt(at))) {
                at++;
            }
            String key = isSign(line, at) ? line.substring(word, at).toLowerCase(Locale.ROOT) : "";
            int value = value(line, key, at);
            int end = end(line, value < 0 ? at : value);
            if (value > at + 2) {
                // Behind a method, and so behind an agent that may hold pairs: Meraki's.
                pairs.put(URL, line.substring(value, end));
            } else if (value >= 0) {
                pairs.putIfAbsent(key, unquoted(line.substring(value, end)));
            }
            at = Math.max(end, at) + 1;
        }
        return pairs;
    }

    /** Where the value behind a key and the sign of a pair begins; -1 if there is none. */
    private static int value(String line, String key, int end) {
        // Check Point has the colon, in front of a quote.
        if (!key.isEmpty() && (line.startsWith("=", end) || line.startsWith(":\"", end))) {
            return end + 1;
        }
        if (!BEFORE_COLONS.contains(key)) {
            return -1;
        }
        Matcher method = METHOD.matcher(line).region(end + 2, line.length());
        return key.equals(REQUEST) && method.lookingAt() ? method.end() : end + 2;
    }

    /** The end of a value, or of whatever else is there. */
    private static int end(String line, int start) {
        int close = line.startsWith("\"", start) ? line.indexOf('"', start + 1) : -1;
        while (close > 0 && isEscaped(line, close)) {
            close = line.indexOf('"', close + 1);
        }
        // The bracket ends an element of structured data.
        String ends = close < 0 ? " \t,;|>" : " \t,;|>]";
        int at = close < 0 ? start : close + 1;
        while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Behind an odd number of backslashes; two of them are one. */
    private static boolean isEscaped(String line, int at) {
        int start = at;
        while (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return (at - start) % 2 == 1;
    }

    /** Meraki has single quotes, and no blank within them. */
    static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    static boolean isOfKey(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }
}
