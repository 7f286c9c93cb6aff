package org.domainstats.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting there is: its key in the file and as a flag, its default, and what it is for. */
public enum SettingKey {
    DATA(
            "data",
            SettingGroup.STORAGE,
            SettingKind.TEXT,
            "data",
            "folder where contacts, registrations and known domains are kept"),
    BIND("bind", SettingGroup.LISTENER, SettingKind.TEXT, "127.0.0.1", "address to listen on"),
    PORT(
            "port",
            SettingGroup.LISTENER,
            SettingKind.PORT,
            "8000",
            "port to listen on; 0 takes a free one"),
    TOKEN_FILE(
            "token-file",
            SettingGroup.LISTENER,
            SettingKind.FILE,
            "",
            "file of the tokens that clients send as a bearer token; see admin token"),
    LOOKUP_TOKEN_FILE(
            "lookup-token-file",
            SettingGroup.LISTENER,
            SettingKind.FILE,
            "",
            "file with the token that lookup sends to the server"),
    ALLOW_ANONYMOUS(
            "allow-anonymous",
            SettingGroup.ACCESS,
            SettingKind.SWITCH,
            "false",
            "answer anybody beyond this machine without a token"),
    ALLOWED_HOSTS(
            "allowed-hosts",
            SettingGroup.ACCESS,
            SettingKind.LIST,
            "",
            "names, beside its address and localhost, by which browsers may call the server"),
    TRUSTED_PROXIES(
            "trusted-proxies",
            SettingGroup.ACCESS,
            SettingKind.LIST,
            "",
            "addresses and networks of proxies that may name the client in Forwarded or"
                    + " X-Forwarded-For"),
    TLS_CERTIFICATE(
            "tls-certificate",
            SettingGroup.ACCESS,
            SettingKind.FILE,
            "",
            "certificate chain of the server, a PEM file"),
    TLS_KEY(
            "tls-key",
            SettingGroup.ACCESS,
            SettingKind.FILE,
            "",
            "private key of that certificate, a PEM file"),
    ANSWER_WITHIN(
            "answer-within",
            SettingGroup.ANSWERS,
            SettingKind.DURATION,
            "2s",
            "longest that an answer waits for the outside world"),
    ANSWER_FORMAT(
            "answer-format",
            SettingGroup.ANSWERS,
            SettingKind.CHOICE,
            "original",
            "what GET /<hostname> answers: original, domain_stats or v1",
            "original",
            "domain_stats",
            "v1"),
    ESTABLISHED_AFTER(
            "established-after",
            SettingGroup.ANSWERS,
            SettingKind.DURATION,
            "730d",
            "age from which a domain counts as established"),
    TIMEZONE_OFFSET(
            "timezone-offset",
            SettingGroup.ANSWERS,
            SettingKind.NUMBER,
            "0",
            "hours that seen_by_you is shifted by in answers"),
    CACHE_SIZE(
            "cache-size",
            SettingGroup.ANSWERS,
            SettingKind.NUMBER,
            "65536",
            "answers kept in memory"),
    FREQ_SCORES(
            "freq-scores",
            SettingGroup.ANSWERS,
            SettingKind.SWITCH,
            "on",
            "score how usual the letter pairs of a site are"),
    FREQ_AVERAGE_ALERT(
            "freq-average-alert",
            SettingGroup.ANSWERS,
            SettingKind.DECIMAL,
            "5.0",
            "average score, in percent, below which a site is called unusual"),
    FREQ_WORD_ALERT(
            "freq-word-alert",
            SettingGroup.ANSWERS,
            SettingKind.DECIMAL,
            "4.0",
            "score of the whole word, in percent, below which a site is called unusual"),
    FREQ_TABLE(
            "freq-table",
            SettingGroup.ANSWERS,
            SettingKind.FILE,
            "",
            "letter-pair table in the .freq format, in place of the built-in one"),
    LABELS(
            "labels",
            SettingGroup.ANSWERS,
            SettingKind.FILE,
            "",
            "file of labels for sites, a line <site> <label>[,<label>]; read again when it changes"),
    PROHIBITED_TLDS(
            "prohibited-tlds",
            SettingGroup.PRIVACY,
            SettingKind.LIST,
            "local,arpa",
            "top-level domains, and whole domains, that never leave this network, with all below"),
    PROHIBITED_DOMAINS(
            "prohibited-domains",
            SettingGroup.PRIVACY,
            SettingKind.LIST,
            "",
            "domains that never leave this network, with all below"),
    RDAP("rdap", SettingGroup.REGISTRIES, SettingKind.SWITCH, "on", "ask registries over RDAP"),
    WHOIS(
            "whois",
            SettingGroup.REGISTRIES,
            SettingKind.SWITCH,
            "on",
            "ask registries over WHOIS where RDAP does not answer"),
    RDAP_BOOTSTRAP(
            "rdap-bootstrap",
            SettingGroup.REGISTRIES,
            SettingKind.TEXT,
            "https://data.iana.org/rdap/dns.json",
            "URL or file that tells which RDAP server serves which domain"),
    REGISTRIES(
            "registries",
            SettingGroup.REGISTRIES,
            SettingKind.PAIRS,
            "",
            "registries of your own choice: zone=off, on, https://rdap-server/ or whois://host"),
    REGISTRY_CA(
            "registry-ca",
            SettingGroup.REGISTRIES,
            SettingKind.FILE,
            "",
            "PEM file of authorities to trust for RDAP over HTTPS, beside those that Java trusts"),
    REGISTRY_CONTACT(
            "registry-contact",
            SettingGroup.REGISTRIES,
            SettingKind.TEXT,
            "",
            "address or page that registries find in our requests if they want to talk to you"),
    WHOIS_ROOT(
            "whois-root",
            SettingGroup.REGISTRIES,
            SettingKind.TEXT,
            "whois.iana.org:43",
            "host:port that refers to each WHOIS server"),
    RESOLVE_FIRST(
            "resolve-first",
            SettingGroup.REGISTRIES,
            SettingKind.TEXT,
            "on",
            "look names up in the DNS while they wait for a registry, so that those that do not exist go behind: on, off or host:port of a resolver"),
    ALLOW_PRIVATE_REGISTRIES(
            "allow-private-registries",
            SettingGroup.REGISTRIES,
            SettingKind.SWITCH,
            "false",
            "let registries be at private addresses; for tests"),
    COMMUNITY(
            "community",
            SettingGroup.COMMUNITY,
            SettingKind.TEXT,
            "off",
            "community server: udp://host:4100, https://host, or off"),
    COMMUNITY_TOKEN_FILE(
            "community-token-file",
            SettingGroup.COMMUNITY,
            SettingKind.FILE,
            "",
            "file with the token for the community server"),
    COMMUNITY_CA(
            "community-ca",
            SettingGroup.COMMUNITY,
            SettingKind.FILE,
            "",
            "PEM file of the authorities to trust for community and feed over HTTPS, and no others"),
    FEED(
            "feed",
            SettingGroup.FEED,
            SettingKind.TEXT,
            "",
            "URL or folder that known domains are updated from"),
    FEED_KEY(
            "feed-key",
            SettingGroup.FEED,
            SettingKind.TEXT,
            "",
            "public key that the feed must be signed with; else the first one seen is kept"),
    FEED_STALE_AFTER(
            "feed-stale-after",
            SettingGroup.FEED,
            SettingKind.DURATION,
            "7d",
            "age from which the feed's manifest is called stale in log and commands"),
    ALLOW_UNSIGNED_FEED(
            "allow-unsigned-feed",
            SettingGroup.FEED,
            SettingKind.SWITCH,
            "false",
            "take a feed without a signature over plain http from beyond private networks"),
    COMMUNITY_BIND(
            "community-bind",
            SettingGroup.COMMUNITY_SERVER,
            SettingKind.TEXT,
            "127.0.0.1",
            "address that a community server listens on"),
    COMMUNITY_PORT(
            "community-port",
            SettingGroup.COMMUNITY_SERVER,
            SettingKind.PORT,
            "4100",
            "UDP port of a community server; 0 takes a free one"),
    COMMUNITY_HTTPS_PORT(
            "community-https-port",
            SettingGroup.COMMUNITY_SERVER,
            SettingKind.PORT_OR_OFF,
            "off",
            "HTTPS port of a community server, or off"),
    COMMUNITY_METRICS_PORT(
            "community-metrics-port",
            SettingGroup.COMMUNITY_SERVER,
            SettingKind.PORT_OR_OFF,
            "off",
            "port on this machine with /metrics and /stats of a community server, or off"),
    PUBLISH_AT(
            "publish-at",
            SettingGroup.PUBLISHING,
            SettingKind.NUMBER,
            "3",
            "clients that must have asked about a domain before it is published"),
    PUBLISH_EVERY(
            "publish-every",
            SettingGroup.PUBLISHING,
            SettingKind.DURATION_OR_OFF,
            "off",
            "how often a community server publishes its feed by itself, such as 24h; or off"),
    RANK_LIST(
            "rank-list",
            SettingGroup.PUBLISHING,
            SettingKind.FILE,
            "",
            "file of rank,domain whose domains are published when old enough"),
    LOG_DETAIL(
            "log-detail",
            SettingGroup.LOGGING,
            SettingKind.NUMBER,
            "0",
            "0 warnings only, 1 what happens, 2 everything but names looked up"),
    LOG_FORMAT(
            "log-format",
            SettingGroup.LOGGING,
            SettingKind.CHOICE,
            "text",
            "what a log line is: text, or a json object",
            "text",
            "json");

    private final String key;
    private final SettingGroup group;
    private final SettingKind kind;
    private final String initial;
    private final String help;

    /** Never changed; Error Prone knows no immutable list of the JDK. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> choices;

    SettingKey(
            String key,
            SettingGroup group,
            SettingKind kind,
            String initial,
            String help,
            String... choices) {
        this.key = key;
        this.group = group;
        this.kind = kind;
        this.initial = initial;
        this.help = help;
        this.choices = List.of(choices);
    }

    public String key() {
        return key;
    }

    public SettingGroup group() {
        return group;
    }

    public SettingKind kind() {
        return kind;
    }

    /** The default, as it would be written. */
    public String initial() {
        return initial;
    }

    public String help() {
        return help;
    }

    /** What a {@link SettingKind#CHOICE} is made from. */
    public List<String> choices() {
        return choices;
    }

    public String flag() {
        return "--" + key;
    }

    public String variable() {
        return "DOMAIN_STATS_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    public static Optional<SettingKey> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    public static List<SettingKey> in(SettingGroup group) {
        return Arrays.stream(values()).filter(each -> each.group == group).toList();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(SettingKey::key).toList();
    }
}
