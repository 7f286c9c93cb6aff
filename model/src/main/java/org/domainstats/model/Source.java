package org.domainstats.model;

/** Who says so. */
public enum Source {
    RDAP,
    WHOIS,
    COMMUNITY,
    FEED,
    /** A list of new domains. */
    HINT,
    /** Taken over from a predecessor's files. */
    MIGRATED;

    /** The lower-case word used in answers and in stores. */
    public String word() {
        return switch (this) {
            case RDAP -> "rdap";
            case WHOIS -> "whois";
            case COMMUNITY -> "community";
            case FEED -> "feed";
            case HINT -> "hint";
            case MIGRATED -> "migrated";
        };
    }
}
