package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** An entry as a row of CSV (RFC 4180) that no spreadsheet takes for a formula. */
final class CsvRow {

    private static final List<String> COLUMNS =
            List.of(
                    "site",
                    "domain",
                    "first_you",
                    "first_us",
                    "registered",
                    "age",
                    "status",
                    "rank",
                    "score",
                    "labels",
                    "last_asked",
                    "times",
                    "asked_by",
                    "clients",
                    "mark",
                    "note",
                    "note_by",
                    "score_reasons");

    private CsvRow() {}

    static String header() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    static String of(JsonObject entry) {
        return String.join(",", COLUMNS.stream().map(each -> cell(entry.getValue(each))).toList())
                + "\r\n";
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text =
                value instanceof JsonArray list
                        ? String.join("; ", list.stream().map(String::valueOf).toList())
                        : value.toString();
        boolean formula =
                !text.isEmpty()
                        && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
                        && !(value instanceof Number);
        String guarded = formula ? "'" + text : text;
        return guarded.matches("[A-Za-z0-9.:_-]*")
                ? guarded
                : '"' + guarded.replace("\"", "\"\"") + '"';
    }
}
