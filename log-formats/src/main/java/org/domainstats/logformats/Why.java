package org.domainstats.logformats;

/** Why a line has no name that could be looked up. The text is shown to users. */
public enum Why {
    BLANK("blank line"),
    HEADER("header or comment"),
    NO_NAME("no name in this kind of line"),
    UNSET("the name is unset or empty"),
    MALFORMED("not of the format"),
    TOO_LONG("line longer than 1 MiB"),
    ENRICHED("enriched already"),
    UNRECOGNISED("format not recognised");

    private final String text;

    Why(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
