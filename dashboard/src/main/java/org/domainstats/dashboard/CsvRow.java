package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/** An entry as a row of CSV (RFC 4180) that no spreadsheet takes for a formula. */
final class CsvRow {

    /**
     * Where a formula could begin: at the start of a text, and, as a spreadsheet of a country whose
     * lists are separated by semicolons reads past our quotes, behind what it takes for the end of
     * a cell. Full-width signs count to some of them as well.
     */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])([\\s\"']*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])");

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
        String guarded = value instanceof Number ? text : FORMULA.matcher(text).replaceAll("$1$2'");
        return guarded.matches("[A-Za-z0-9.:_-]*")
                ? guarded
                : '"' + guarded.replace("\"", "\"\"") + '"';
    }
}
