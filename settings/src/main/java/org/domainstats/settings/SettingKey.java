package org.domainstats.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting there is: its group, how it is written, its default and its choices, if it has any.
 * The key in the file and as a flag is the name in lower case, with hyphens; {@code
 * help.properties} says what it is for.
 */
public enum SettingKey {
    DATA(SettingGroup.STORAGE, SettingKind.TEXT, "data"),
    STORE(SettingGroup.STORAGE, SettingKind.TEXT, "sqlite"),
    STORE_PASSWORD_FILE(SettingGroup.STORAGE, SettingKind.FILE, ""),
    RETENTION(SettingGroup.STORAGE, SettingKind.DURATION_OR_OFF, "off"),

    BIND(SettingGroup.LISTENER, SettingKind.TEXT, "127.0.0.1"),
    PORT(SettingGroup.LISTENER, SettingKind.PORT, "8000"),
    TOKEN_FILE(SettingGroup.LISTENER, SettingKind.FILE, ""),
    LOOKUP_TOKEN_FILE(SettingGroup.LISTENER, SettingKind.FILE, ""),
    LOOKUP_CA(SettingGroup.LISTENER, SettingKind.FILE, ""),

    ALLOW_ANONYMOUS(SettingGroup.ACCESS, SettingKind.SWITCH, "false"),
    ALLOWED_HOSTS(SettingGroup.ACCESS, SettingKind.LIST, ""),
    TRUSTED_PROXIES(SettingGroup.ACCESS, SettingKind.LIST, ""),
    IDENTITY_HEADER(SettingGroup.SIGN_IN, SettingKind.TEXT, ""),
    IDENTITY_ROLES(SettingGroup.SIGN_IN, SettingKind.PAIRS, ""),
    SESSION_LIFETIME(SettingGroup.SIGN_IN, SettingKind.DURATION, "12h"),
    TLS_CERTIFICATE(SettingGroup.ACCESS, SettingKind.FILE, ""),
    TLS_KEY(SettingGroup.ACCESS, SettingKind.FILE, ""),

    ANSWER_WITHIN(SettingGroup.ANSWERS, SettingKind.DURATION, "2s"),
    ANSWER_FORMAT(
            SettingGroup.ANSWERS, SettingKind.CHOICE, "original", "original", "domain_stats", "v1"),
    ESTABLISHED_AFTER(SettingGroup.ANSWERS, SettingKind.DURATION, "730d"),
    YOUNG_WITHIN(SettingGroup.ANSWERS, SettingKind.DURATION, "30d"),
    TIMEZONE_OFFSET(SettingGroup.ANSWERS, SettingKind.NUMBER, "0"),
    CACHE_SIZE(SettingGroup.ANSWERS, SettingKind.NUMBER, "65536"),
    FREQ_SCORES(SettingGroup.ANSWERS, SettingKind.SWITCH, "on"),
    FREQ_AVERAGE_ALERT(SettingGroup.ANSWERS, SettingKind.DECIMAL, "5.0"),
    FREQ_WORD_ALERT(SettingGroup.ANSWERS, SettingKind.DECIMAL, "4.0"),
    FREQ_TABLE(SettingGroup.ANSWERS, SettingKind.FILE, ""),
    RANDOMNESS_SCORES(SettingGroup.ANSWERS, SettingKind.SWITCH, "on"),
    RANDOMNESS_MODEL(SettingGroup.ANSWERS, SettingKind.FILE, ""),
    LOOKALIKES(SettingGroup.ANSWERS, SettingKind.SWITCH, "on"),
    BRANDS(SettingGroup.ANSWERS, SettingKind.LIST, ""),
    BRAND_DOMAINS(SettingGroup.ANSWERS, SettingKind.LIST, ""),
    LABELS(SettingGroup.ANSWERS, SettingKind.LIST, ""),
    HINTS(SettingGroup.ANSWERS, SettingKind.LIST, ""),

    EVENT_OUTPUTS(SettingGroup.EVENTS, SettingKind.LIST, ""),
    EVENT_WITHIN(SettingGroup.EVENTS, SettingKind.DURATION, "10m"),
    LEARNING_UNTIL(SettingGroup.EVENTS, SettingKind.TEXT, ""),
    SLEEPERS_WITHOUT_COMMUNITY(SettingGroup.EVENTS, SettingKind.SWITCH, "off"),
    EVENT_RETENTION(SettingGroup.EVENTS, SettingKind.DURATION, "30d"),
    OUTBOX_MAX(SettingGroup.EVENTS, SettingKind.NUMBER, "500000"),

    PROHIBITED_TLDS(SettingGroup.PRIVACY, SettingKind.LIST, "local,arpa"),
    PROHIBITED_DOMAINS(SettingGroup.PRIVACY, SettingKind.LIST, ""),

    INPUTS(SettingGroup.INPUTS, SettingKind.LIST, ""),
    KEEP_CLIENTS(SettingGroup.INPUTS, SettingKind.SWITCH, "off"),

    RDAP(SettingGroup.REGISTRIES, SettingKind.SWITCH, "on"),
    WHOIS(SettingGroup.REGISTRIES, SettingKind.SWITCH, "on"),
    RDAP_BOOTSTRAP(
            SettingGroup.REGISTRIES, SettingKind.TEXT, "https://data.iana.org/rdap/dns.json"),
    REGISTRIES(SettingGroup.REGISTRIES, SettingKind.PAIRS, ""),
    REGISTRY_CA(SettingGroup.REGISTRIES, SettingKind.FILE, ""),
    REGISTRY_CONTACT(SettingGroup.REGISTRIES, SettingKind.TEXT, ""),
    WHOIS_ROOT(SettingGroup.REGISTRIES, SettingKind.TEXT, "whois.iana.org:43"),
    RESOLVE_FIRST(SettingGroup.REGISTRIES, SettingKind.TEXT, "on"),
    ALLOW_PRIVATE_REGISTRIES(SettingGroup.REGISTRIES, SettingKind.SWITCH, "false"),

    COMMUNITY(SettingGroup.COMMUNITY, SettingKind.TEXT, "off"),
    COMMUNITY_TOKEN_FILE(SettingGroup.COMMUNITY, SettingKind.FILE, ""),
    COMMUNITY_CA(SettingGroup.COMMUNITY, SettingKind.FILE, ""),

    FEED(SettingGroup.FEED, SettingKind.TEXT, ""),
    FEED_KEY(SettingGroup.FEED, SettingKind.TEXT, ""),
    FEED_STALE_AFTER(SettingGroup.FEED, SettingKind.DURATION, "7d"),
    ALLOW_UNSIGNED_FEED(SettingGroup.FEED, SettingKind.SWITCH, "false"),

    COMMUNITY_BIND(SettingGroup.COMMUNITY_SERVER, SettingKind.TEXT, "127.0.0.1"),
    COMMUNITY_PORT(SettingGroup.COMMUNITY_SERVER, SettingKind.PORT, "4100"),
    COMMUNITY_HTTPS_PORT(SettingGroup.COMMUNITY_SERVER, SettingKind.PORT_OR_OFF, "off"),
    COMMUNITY_METRICS_PORT(SettingGroup.COMMUNITY_SERVER, SettingKind.PORT_OR_OFF, "off"),

    PUBLISH_AT(SettingGroup.PUBLISHING, SettingKind.NUMBER, "3"),
    PUBLISH_EVERY(SettingGroup.PUBLISHING, SettingKind.DURATION_OR_OFF, "off"),
    RANK_LIST(SettingGroup.PUBLISHING, SettingKind.FILE, ""),

    LOG_DETAIL(SettingGroup.LOGGING, SettingKind.NUMBER, "0"),
    LOG_FORMAT(SettingGroup.LOGGING, SettingKind.CHOICE, "text", "text", "json");

    private final String key;
    private final SettingGroup group;
    private final SettingKind kind;
    private final String initial;

    /** Never changed; Error Prone knows no immutable list of the JDK. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> choices;

    SettingKey(SettingGroup group, SettingKind kind, String initial, String... choices) {
        this.key = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.group = group;
        this.kind = kind;
        this.initial = initial;
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

    /** What the setting is for, in a few words. */
    public String help() {
        String help = HelpTexts.BY_KEY.getProperty(key);
        if (help == null) {
            throw new IllegalStateException("setting has no help: " + key);
        }
        return help;
    }

    /** What a {@link SettingKind#CHOICE} is made from. */
    public List<String> choices() {
        return choices;
    }

    /** What a {@link SettingKind#NUMBER} may be. */
    NumberRange range() {
        return switch (this) {
            case CACHE_SIZE -> NumberRange.from(0);
            case OUTBOX_MAX, PUBLISH_AT -> NumberRange.from(1);
            case LOG_DETAIL -> new NumberRange(0, 2);
            // As far as time zones go, and somewhat further.
            case TIMEZONE_OFFSET -> new NumberRange(-18, 18);
            default -> NumberRange.ALL;
        };
    }

    /**
     * Whether a {@link SettingKind#DURATION} of nothing is refused: it would be no use, or harm.
     */
    boolean isLongerThanNothing() {
        return switch (this) {
            case RETENTION, SESSION_LIFETIME, YOUNG_WITHIN, PUBLISH_EVERY -> true;
            default -> false;
        };
    }

    public String flag() {
        return "--" + key;
    }

    public String variable() {
        return "DOMAIN_STATS_" + name();
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
