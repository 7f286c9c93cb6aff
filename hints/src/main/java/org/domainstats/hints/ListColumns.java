package org.domainstats.hints;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which column of a list has the name and which the date, by its header.
 *
 * @param name the place of the name; -1 for the first cell with a dot
 * @param date the place of the date; -1 for the first cell that is one, -2 for none
 * @param registered whether the date is one of registration
 */
record ListColumns(int name, int date, boolean registered) {

    static final int FIRST = -1;
    static final int NONE = -2;

    /** Without a header, a date is one of registration: lists of new registrations have these. */
    static final ListColumns UNNAMED = new ListColumns(FIRST, FIRST, true);

    static final Set<String> NAMES = Set.of("domainname", "domain_name", "domain", "name");
    static final Set<String> FIRST_SIGHTS =
            Set.of("firstseen", "first_seen", "seen", "seen_at", "observed");
    static final Set<String> REGISTRATIONS =
            Set.of(
                    "created",
                    "create_date",
                    "creation_date",
                    "created_date",
                    "createddate",
                    "creationdate",
                    "registered",
                    "registration_date",
                    "registrationdate",
                    "registered_at");

    /** Of a registration in rows, of a first sight in the JSON of the SANS ISC. */
    static final Set<String> DATES = Set.of("date", "day");

    /** The columns of a header; null if the cells are no header. */
    static @Nullable ListColumns of(List<String> cells) {
        List<String> words =
                cells.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT).replace(' ', '_'))
                        .toList();
        int name = indexOf(words, NAMES);
        if (name < 0) {
            return null;
        }
        int registration = indexOf(words, REGISTRATIONS);
        int sight = indexOf(words, FIRST_SIGHTS);
        if (registration < 0 && sight < 0) {
            registration = indexOf(words, DATES);
        }
        return registration >= 0
                ? new ListColumns(name, registration, true)
                : new ListColumns(name, sight >= 0 ? sight : NONE, false);
    }

    private static int indexOf(List<String> words, Set<String> wanted) {
        for (int i = 0; i < words.size(); i++) {
            if (wanted.contains(words.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    /** The cells of a line, between commas, semicolons or tabs; quoted as in RFC 4180. */
    static List<String> cells(String line) {
        char separator = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(',') >= 0 ? ',' : ';';
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
