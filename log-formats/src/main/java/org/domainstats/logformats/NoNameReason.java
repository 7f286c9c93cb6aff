package org.domainstats.logformats;

/** Why a line has no name that could be looked up. The text is shown to users. */
public enum NoNameReason {
    BLANK("blank line"),
    HEADER("header or comment"),
    NO_NAME("no name in this kind of line"),
    UNSET("the name is unset or empty"),
    MALFORMED("not of the format"),
    TOO_LONG("line longer than 1 MiB"),
    ENRICHED("enriched already"),
    UNRECOGNISED("format not recognised"),
    CUT_OFF("cut off where the file breaks off"),
    SEVERAL_EVENTS("several events in one line: put each on a line of its own"),
    MULTILINE("JSON without an object on each line: jq -c . or jq -c '.[]' writes it so"),
    UTF_16("UTF-16: convert it first, as by iconv -f UTF-16 -t UTF-8"),
    COMPRESSED("compressed, and not by gzip or Zstandard: unpack it first"),
    NO_COLUMN("no column of that name or number in the header"),
    BINARY("events of Windows as binary data: export them as XML or JSON");

    private final String text;

    NoNameReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
