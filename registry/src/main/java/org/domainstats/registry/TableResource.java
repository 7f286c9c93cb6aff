package org.domainstats.registry;

import org.domainstats.base.ResourceFile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The tables that come with the program: a line each, cells between blanks, the first cell the key,
 * {@code #} for remarks. Read without regular expressions, as this is on the way to the first
 * answer of a process.
 */
final class TableResource {

    private TableResource() {}

    /** The lines by their first cell, each with all its cells. */
    static Map<String, List<String>> table(String name) {
        Map<String, List<String>> table = new HashMap<>();
        String text = ResourceFile.text(TableResource.class, name);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end;
            int remark = text.indexOf('#', start);
            List<String> cells =
                    cells(text.substring(start, remark < 0 ? next : Math.min(next, remark)));
            if (!cells.isEmpty()) {
                table.put(cells.getFirst(), cells);
            }
            start = next + 1;
        }
        return table;
    }

    private static List<String> cells(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        List<String> cells = new ArrayList<>();
        while (tokens.hasMoreTokens()) {
            cells.add(tokens.nextToken());
        }
        return cells;
    }
}
