package org.domainstats.logformats;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the columns of a CSV file are.
 *
 * @param columns how many
 * @param name the one with the name; -1 if there is none, as of those below
 * @param client the one with who asked
 * @param time the one with when
 * @param enriched whether it has columns of ours already
 * @param record whether the line was no header, but the first record of a file without one
 */
record CsvHeader(int columns, int name, int client, int time, boolean enriched, boolean record) {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private static final Set<String> CLIENTS =
            Set.of(
                    "client",
                    "client_ip",
                    "clientip",
                    "client.ip",
                    "src_ip",
                    "srcip",
                    "src",
                    "source.ip",
                    "id.orig_h",
                    "internal ip");

    private static final Set<String> TIMES =
            Set.of("time", "timestamp", "@timestamp", "_time", "ts", "date", "datetime", "utctime");

    /** No header has them, and a log without a header has both. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:.*|\\d{9,16}(\\.\\d{1,9})?");

    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Longer is neither; the pattern would take long to find that out. */
    private static final int LONGEST = 64;

    /** The delimiter of a first line: that with the column, else the one with most columns. */
    static char delimiter(String line, String nameColumn) {
        char best = ',';
        int most = 0;
        for (char each : DELIMITERS) {
            List<String> columns = CsvRecord.values(line, each);
            if (columns.size() > 1 && find(columns, nameColumn) >= 0) {
                return each;
            }
            if (columns.size() > most) {
                best = each;
                most = columns.size();
            }
        }
        return best;
    }

    /** Whether a line has a column of that name. */
    static boolean isIn(String line, String nameColumn) {
        return find(CsvRecord.values(line, delimiter(line, nameColumn)), nameColumn) >= 0;
    }

    /**
     * What a first line says.
     *
     * @param nameColumn the name of the column, or its number from 1
     * @param prefix of our own columns
     */
    static CsvHeader of(List<String> columns, String nameColumn, String prefix) {
        int name = find(columns, nameColumn);
        boolean number = name < 0 && nameColumn.matches("[1-9][0-9]{0,3}");
        if (number && columns.size() >= Integer.parseInt(nameColumn)) {
            name = Integer.parseInt(nameColumn) - 1;
            int client = first(columns, each -> isA(ADDRESS, each));
            int time = first(columns, each -> isA(TIME, each));
            if (client >= 0 || time >= 0) {
                return new CsvHeader(columns.size(), name, client, time, false, true);
            }
        }
        return new CsvHeader(
                columns.size(),
                name,
                last(columns, CLIENTS),
                last(columns, TIMES),
                columns.stream().anyMatch(each -> each.startsWith(prefix + '.')),
                false);
    }

    private static boolean isA(Pattern kind, String value) {
        return value.length() <= LONGEST && kind.matcher(value).matches();
    }

    private static int find(List<String> columns, String nameColumn) {
        return first(columns, each -> each.equalsIgnoreCase(nameColumn));
    }

    private static int first(List<String> columns, Predicate<String> is) {
        for (int i = 0; i < columns.size(); i++) {
            if (is.test(text(columns, i))) {
                return i;
            }
        }
        return -1;
    }

    private static int last(List<String> columns, Set<String> names) {
        for (int i = columns.size() - 1; i >= 0; i--) {
            if (names.contains(text(columns, i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    /** A column; some programs write the header as a comment. */
    private static String text(List<String> columns, int column) {
        String text = columns.get(column).strip();
        return column == 0 && text.startsWith("#") ? text.substring(1).strip() : text;
    }
}
