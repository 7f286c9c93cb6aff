package org.domainstats.logformats;

import org.domainstats.model.Defanged;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats of logs that are read. */
public enum LogFormat {
    ZEEK,
    JSON,
    BIND,
    UNBOUND,
    DNSMASQ,
    WINDOWS_DNS,
    SYSMON_XML,
    SYSMON_TEXT,
    SQUID,
    RESOLVER,
    FIREWALL,
    KEY_VALUE,
    CSV,
    NAMES;

    /**
     * Those of text, in the order in which they are tried: first what cannot be anything else,
     * whatever a client writes into its agent.
     */
    private static final List<LogFormat> TEXT =
            List.of(
                    FIREWALL,
                    SQUID,
                    DNSMASQ,
                    UNBOUND,
                    WINDOWS_DNS,
                    BIND,
                    SYSMON_TEXT,
                    RESOLVER,
                    KEY_VALUE,
                    NAMES);

    private static final String SYNTAX = "\"'{}[]<>(),;=:/";

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word for it on the command line. */
    public String word() {
        return word;
    }

    /** The format of that word, or null. */
    public static @Nullable LogFormat of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElse(null);
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(LogFormat::word).collect(Collectors.joining(", "));
    }

    /** The format that a line is of, or null where it could be of any. */
    static @Nullable LogFormat detect(String line, ReadingOptions options) {
        if (line.startsWith("#")) {
            boolean zeek = line.startsWith("#separator ") || line.startsWith("#fields");
            return zeek ? ZEEK : isHeader(line, options.nameColumn()) ? CSV : null;
        }
        if (options.nameColumn() != null) {
            return line.isBlank() ? null : CSV;
        }
        if (line.startsWith("{") || line.contains("{\"") && isEndOfObject(line)) {
            return JSON;
        }
        if (line.contains("<Event ") || line.contains("<Event>")) {
            return SYSMON_XML;
        }
        return isOfDocument(line) ? null : text(line);
    }

    /** What stands behind an object is at most that of an array around it. */
    private static boolean isEndOfObject(String line) {
        String text = line.stripTrailing();
        return text.endsWith("}")
                || (text.endsWith(",") || text.endsWith("]"))
                        && text.substring(0, text.length() - 1).stripTrailing().endsWith("}");
    }

    /** Whether a line is a part of JSON that goes over several: nothing may stand behind it. */
    private static boolean isOfDocument(String line) {
        String text = line.stripLeading();
        return text.startsWith("\"") || text.startsWith("}");
    }

    private static boolean isHeader(String comment, @Nullable String nameColumn) {
        return nameColumn != null && CsvHeader.isIn(comment, nameColumn);
    }

    /** The first of text that finds a name in a line, else the first that knows such lines. */
    private static @Nullable LogFormat text(String line) {
        LogFormat known = null;
        for (LogFormat each : TEXT) {
            TextLine.@Nullable Found found = each.textLine().find(line);
            if (found != null && each.isWord(line)) {
                if (found.name() != null) {
                    return each;
                }
                known = known == null ? each : known;
            }
        }
        return known;
    }

    /**
     * One word alone may be anything, unless it has labels and nothing of a syntax but what a
     * defanged name has.
     */
    private boolean isWord(String line) {
        if (this != NAMES) {
            return true;
        }
        String name = Defanged.name(line.strip());
        return name.indexOf('.') >= 0
                && !name.contains("..")
                && name.chars().noneMatch(c -> SYNTAX.indexOf(c) >= 0 || isControl(c));
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' || c == 0x7f;
    }

    /** Whether its lines are text, and facts stand behind them. */
    boolean isText() {
        return TEXT.contains(this);
    }

    /** Whether its lines may stand among those of other programs, as syslog has them. */
    boolean isOfSyslog() {
        return this == JSON || isText() && this != NAMES;
    }

    /** A reader of this format. */
    LineReader reader(ReadingOptions options) {
        Fields fields = options.fields();
        @Nullable String column = options.nameColumn();
        return switch (this) {
            case ZEEK -> new ZeekReader(fields, column);
            case JSON -> new JsonReader(fields, options.namePath());
            case SYSMON_XML -> new SysmonXmlReader(fields);
            case CSV -> new CsvReader(fields, column == null ? "1" : column);
            case BIND,
                    UNBOUND,
                    DNSMASQ,
                    WINDOWS_DNS,
                    SYSMON_TEXT,
                    SQUID,
                    RESOLVER,
                    FIREWALL,
                    KEY_VALUE,
                    NAMES ->
                    TextLine.reader(textLine(), fields);
        };
    }

    private TextLine textLine() {
        return switch (this) {
            case BIND -> new BindLine();
            case UNBOUND -> new UnboundLine();
            case DNSMASQ -> new DnsmasqLine();
            case WINDOWS_DNS -> new WindowsDnsLine();
            case SYSMON_TEXT -> new SysmonTextLine();
            case SQUID -> new SquidLine();
            case RESOLVER -> new ResolverLine();
            case FIREWALL -> new FirewallLine();
            case KEY_VALUE -> new KeyValueLine();
            case NAMES -> new PlainLine();
            case ZEEK, JSON, SYSMON_XML, CSV ->
                    throw new IllegalStateException(word + " is no text");
        };
    }
}
