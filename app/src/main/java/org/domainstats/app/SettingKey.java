package org.domainstats.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is: its key in the file and as a flag, its default, and what it is for. */
enum SettingKey {
    DATA(
            "data",
            Kind.TEXT,
            "data",
            "folder where contacts, registrations and known domains are kept"),
    BIND("bind", Kind.TEXT, "127.0.0.1", "address to listen on"),
    PORT("port", Kind.PORT, "8000", "port to listen on; 0 takes a free one"),
    ALLOW_ANONYMOUS(
            "allow-anonymous",
            Kind.SWITCH,
            "false",
            "answer anybody beyond this machine without a token"),
    TOKEN_FILE(
            "token-file",
            Kind.TEXT,
            "",
            "file of tokens, one a line, that clients send as a bearer token"),
    ANSWER_WITHIN(
            "answer-within",
            Kind.DURATION,
            "2s",
            "longest that an answer waits for the outside world"),
    ANSWER_FORMAT(
            "answer-format",
            Kind.TEXT,
            "original",
            "what GET /<hostname> answers: original, domain_stats or v1"),
    ESTABLISHED_AFTER(
            "established-after",
            Kind.DURATION,
            "730d",
            "age from which a domain counts as established"),
    TIMEZONE_OFFSET(
            "timezone-offset", Kind.NUMBER, "0", "hours that seen_by_you is shifted by in answers"),
    CACHE_SIZE("cache-size", Kind.NUMBER, "65536", "answers kept in memory"),
    PROHIBITED_TLDS(
            "prohibited-tlds",
            Kind.LIST,
            "local,arpa",
            "top-level domains that never leave this network"),
    PROHIBITED_DOMAINS(
            "prohibited-domains",
            Kind.LIST,
            "",
            "domains that never leave this network, with all below"),
    COMMUNITY(
            "community",
            Kind.TEXT,
            "off",
            "community server: udp://host:4100, https://host, or off"),
    COMMUNITY_TOKEN_FILE(
            "community-token-file", Kind.TEXT, "", "file with the token for the community server"),
    COMMUNITY_CA(
            "community-ca",
            Kind.TEXT,
            "",
            "PEM file of the authorities to trust for community and feed over HTTPS, and no others"),
    RDAP("rdap", Kind.SWITCH, "on", "ask registries over RDAP"),
    WHOIS("whois", Kind.SWITCH, "on", "ask registries over WHOIS where RDAP does not answer"),
    RDAP_BOOTSTRAP(
            "rdap-bootstrap",
            Kind.TEXT,
            "https://data.iana.org/rdap/dns.json",
            "URL or file that tells which RDAP server serves which domain"),
    REGISTRIES(
            "registries",
            Kind.PAIRS,
            "",
            "registries of your own choice: zone=off, on, https://rdap-server/ or whois://host"),
    REGISTRY_CA(
            "registry-ca",
            Kind.TEXT,
            "",
            "PEM file of authorities to trust for RDAP over HTTPS, beside those that Java trusts"),
    REGISTRY_CONTACT(
            "registry-contact",
            Kind.TEXT,
            "",
            "address or page that registries find in our requests if they want to talk to you"),
    WHOIS_ROOT(
            "whois-root",
            Kind.TEXT,
            "whois.iana.org:43",
            "host:port that refers to each WHOIS server"),
    ALLOW_PRIVATE_REGISTRIES(
            "allow-private-registries",
            Kind.SWITCH,
            "false",
            "let registries be at private addresses; for tests"),
    FEED("feed", Kind.TEXT, "", "URL or folder that known domains are updated from"),
    FEED_KEY(
            "feed-key",
            Kind.TEXT,
            "",
            "public key that the feed must be signed with; else the first one seen is kept"),
    FEED_STALE_AFTER(
            "feed-stale-after",
            Kind.DURATION,
            "7d",
            "age from which the feed's manifest is called stale in log and commands"),
    ALLOW_UNSIGNED_FEED(
            "allow-unsigned-feed",
            Kind.SWITCH,
            "false",
            "take a feed without a signature over plain http from beyond private networks"),
    COMMUNITY_BIND(
            "community-bind", Kind.TEXT, "127.0.0.1", "address that a community server listens on"),
    COMMUNITY_PORT(
            "community-port",
            Kind.PORT,
            "4100",
            "UDP port of a community server; 0 takes a free one"),
    COMMUNITY_HTTPS_PORT(
            "community-https-port", Kind.TEXT, "off", "HTTPS port of a community server, or off"),
    COMMUNITY_METRICS_PORT(
            "community-metrics-port",
            Kind.TEXT,
            "off",
            "port on this machine with /metrics and /stats of a community server, or off"),
    TLS_CERTIFICATE(
            "tls-certificate",
            Kind.TEXT,
            "",
            "certificate chain of a community server, a PEM file"),
    TLS_KEY("tls-key", Kind.TEXT, "", "private key of that certificate, a PEM file"),
    PUBLISH_AT(
            "publish-at",
            Kind.NUMBER,
            "3",
            "clients that must have asked about a domain before it is published"),
    PUBLISH_EVERY(
            "publish-every",
            Kind.TEXT,
            "off",
            "how often a community server publishes its feed by itself, such as 24h; or off"),
    RANK_LIST(
            "rank-list",
            Kind.TEXT,
            "",
            "file of rank,domain whose domains are published when old enough"),
    FREQ_TABLE(
            "freq-table",
            Kind.TEXT,
            "",
            "letter-pair table in the .freq format, in place of the built-in one"),
    LABELS(
            "labels",
            Kind.TEXT,
            "",
            "file of labels for sites, a line <site> <label>[,<label>]; read again when it changes"),
    LOG_DETAIL(
            "log-detail",
            Kind.NUMBER,
            "0",
            "0 warnings only, 1 what happens, 2 everything but names looked up");

    /** How a value is written. */
    enum Kind {
        TEXT,
        PORT,
        NUMBER,
        SWITCH,
        DURATION,
        LIST,
        PAIRS
    }

    private final String key;
    private final Kind kind;
    private final String initial;
    private final String help;

    SettingKey(String key, Kind kind, String initial, String help) {
        this.key = key;
        this.kind = kind;
        this.initial = initial;
        this.help = help;
    }

    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    String initial() {
        return initial;
    }

    String help() {
        return help;
    }

    String flag() {
        return "--" + key;
    }

    String variable() {
        return "DOMAIN_STATS_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static Optional<SettingKey> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(SettingKey::key).toList();
    }
}
