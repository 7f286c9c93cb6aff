package org.domainstats.logformats;

import org.domainstats.logformats.Reading.Heading;
import org.domainstats.logformats.Reading.Insertion;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.Reading.Nameless;
import org.domainstats.logformats.Reading.Origin;
import org.domainstats.model.HostText;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Zeek's own format: blocks of rows, each behind lines with {@code #} that say what its columns
 * are. A row whose columns are not as many is left alone.
 */
final class ZeekReader implements LineReader {

    /** As HTTP has it, with a port where it is not that of HTTP. */
    private static final String HOST = "host";

    /** The columns that hold a name, of dns.log, ssl.log and quic.log, http.log. */
    private static final List<String> NAMES = List.of("query", "server_name", HOST);

    private static final int NONE = -1;

    private final Fields fields;
    private final List<String> names;
    private ZeekHeader header = ZeekHeader.DEFAULT;
    private ZeekLayout layout;
    private boolean enriched;

    /** How many; what they are called is not kept. */
    private int columns;

    private int name = NONE;
    private boolean isHost;
    private int client = NONE;
    private int time = NONE;

    /**
     * @param name the column with the name; null for those that Zeek's own logs have
     */
    ZeekReader(Fields fields, @Nullable String name) {
        this.fields = fields;
        this.names = name == null ? NAMES : List.of(name);
        this.layout = new ZeekLayout(fields, header);
    }

    @Override
    public Reading read(byte[] bytes, int start, int end) {
        if (start == end) {
            return new Nameless(NoNameReason.BLANK);
        }
        return bytes[start] == '#' ? comment(bytes, start, end) : row(bytes, start, end);
    }

    private Reading comment(byte[] bytes, int start, int end) {
        String line = ZeekHeader.line(bytes, start, end);
        header = header.with(line);
        if (ZeekHeader.begins(line)) {
            columns = 0;
        }
        @Nullable List<String> found = header.columns(line);
        if (found != null) {
            layout = new ZeekLayout(fields, header);
            columns = found.size();
            name =
                    names.stream()
                            .map(found::indexOf)
                            .filter(at -> at >= 0)
                            .findFirst()
                            .orElse(NONE);
            isHost = name != NONE && found.get(name).equals(HOST);
            client = found.indexOf("id.orig_h");
            time = found.indexOf("ts");
            enriched = found.stream().anyMatch(each -> each.startsWith(fields.prefix() + '.'));
            return adds()
                    ? new Heading(end - start, layout.names())
                    : new Nameless(NoNameReason.HEADER);
        }
        return adds() && line.startsWith("#types" + header.separator())
                ? new Heading(end - start, layout.types())
                : new Nameless(NoNameReason.HEADER);
    }

    private boolean adds() {
        return name != NONE && !enriched;
    }

    private Reading row(byte[] bytes, int start, int end) {
        if (!adds()) {
            return new Nameless(
                    enriched
                            ? NoNameReason.ENRICHED
                            : columns == 0 ? NoNameReason.MALFORMED : NoNameReason.NO_NAME);
        }
        byte separator = (byte) header.separator();
        String found = "";
        @Nullable String who = null;
        @Nullable String when = null;
        int column = 0;
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || bytes[i] == separator) {
                if (column == name) {
                    found = text(bytes, from, i);
                } else if (column == client) {
                    who = text(bytes, from, i);
                } else if (column == time) {
                    when = text(bytes, from, i);
                }
                column++;
                from = i + 1;
            }
        }
        if (column != columns) {
            return new Nameless(NoNameReason.MALFORMED);
        }
        Insertion at = new Insertion(layout, end - start);
        return isSet(found)
                ? new Named(List.of(isHost ? HostText.of(found) : found), new Origin(who, when), at)
                : new Nameless(NoNameReason.UNSET, at);
    }

    private boolean isSet(String value) {
        return !value.isEmpty() && !value.equals(header.unset()) && !value.equals(header.empty());
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
