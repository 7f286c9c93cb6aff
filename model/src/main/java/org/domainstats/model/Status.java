package org.domainstats.model;

/** How far the question for the registration has come. */
public enum Status {
    /** A registration date is known, or the domain is listed as established. */
    OK("ok"),
    /** The outside world has not answered yet; ask again later. */
    PENDING("pending"),
    /** The name is no public domain. */
    NOT_PUBLIC("not-public"),
    /** The store failed, so that it is not decided whether this is a first contact; ask again. */
    STORE_UNAVAILABLE("store-unavailable"),
    /** The client has made as many new names known as it may within a day; ask again later. */
    LIMITED("limited"),
    /** A setting keeps the name inside the local network. */
    PRIVATE("private"),
    /** Registered, but the registry tells no date. */
    UNDISCLOSED("undisclosed"),
    UNREGISTERED("unregistered"),
    /** Its registry offers neither RDAP nor WHOIS, or every source is switched off. */
    NO_SOURCE("no-source"),
    /** Its registry did not give a usable reply; it will be asked again. */
    UNREACHABLE("unreachable");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
