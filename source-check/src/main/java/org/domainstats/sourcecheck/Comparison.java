package org.domainstats.sourcecheck;

/** The two sources whose statements about one domain are compared. */
public enum Comparison {
    RDAP_WITH_WHOIS("RDAP and WHOIS"),
    RDAP_WITH_KNOWN("RDAP and the known date"),
    WHOIS_WITH_KNOWN("WHOIS and the known date");

    private final String words;

    Comparison(String words) {
        this.words = words;
    }

    /** The two as a sentence names them. */
    public String words() {
        return words;
    }
}
