package org.domainstats.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns of a CSV file have the name and its labels: as its header says, else the first, and
 * all the others.
 */
record CsvColumns(int name, List<Integer> labels, List<String> header) {

    private static final Set<String> NAMES =
            Set.of("domain", "domainname", "domain_name", "hostname", "host", "fqdn", "name");
    private static final Set<String> LABELS =
            Set.of("label", "labels", "tag", "tags", "category", "type", "threat", "malware");

    static CsvColumns of(String firstLine) {
        List<String> cells = cells(firstLine);
        List<String> words =
                cells.stream().map(each -> each.strip().toLowerCase(Locale.ROOT)).toList();
        int name = -1;
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (name < 0 && NAMES.contains(words.get(i))) {
                name = i;
            } else if (LABELS.contains(words.get(i))) {
                labels.add(i);
            }
        }
        if (name >= 0) {
            return new CsvColumns(name, labels, cells);
        }
        for (int i = 1; i < words.size(); i++) {
            labels.add(i);
        }
        return new CsvColumns(0, labels, List.of());
    }

    boolean isHeader(List<String> cells) {
        return cells.equals(header);
    }

    /** The cells of a line, RFC 4180; a quoted cell does not go on in the next line. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
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
