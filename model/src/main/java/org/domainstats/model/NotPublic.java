package org.domainstats.model;

/** A text that is no public domain: junk, an address, a local name. It leaves no contact. */
public record NotPublic(Reason reason) implements Name {

    /** Why a hostname is no public domain. The text is shown to users. */
    public enum Reason {
        EMPTY("empty name"),
        TOO_LONG("longer than 253 octets"),
        LABEL_LENGTH("a label is empty or longer than 63 octets"),
        PLACEHOLDER("unresolved placeholder of a log shipper"),
        CHARACTERS("characters that no hostname has"),
        HYPHEN("a domain that begins or ends with a hyphen"),
        IDN("not a valid internationalized name"),
        URL("a URL, not a hostname"),
        PORT("a port after the name"),
        ADDRESS("an IP address"),
        SINGLE_LABEL("a single label"),
        PUBLIC_SUFFIX("a public suffix, nobody's domain"),
        UNKNOWN_SUFFIX("no known public suffix"),
        INFRASTRUCTURE("a reverse or infrastructure name under arpa"),
        ROW("no row of a batch: a name, a JSON string, or an object with a hostname");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
