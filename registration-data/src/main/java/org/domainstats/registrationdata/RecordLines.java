package org.domainstats.registrationdata;

import org.domainstats.model.DomainName;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The lines that a plain WHOIS reply would have for a record in JSON or XML: the names of the
 * domain first and parties last, as members come in any order.
 */
final class RecordLines {

    /** Names of members that hold a sentence. */
    private static final Set<String> SENTENCES =
            Set.of("error", "message", "title", "description", "reason", "detail", "notice");

    /** Names of members with a yes or no about the state of a name. */
    private static final Set<String> YES_OR_NO = Set.of("available", "registered");

    /** Those where only yes says anything. */
    private static final Set<String> YES = Set.of("reserved", "blocked", "premium", "restricted");

    /** Names of members that hold the record itself. */
    private static final Set<String> WRAPPERS =
            Set.of("data", "result", "response", "record", "whois", "domain info", "dates", "info");

    private static final int LONGEST = 400;

    private final List<String> names = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> parties = new ArrayList<>();

    /** Whether a member of this label holds the record, or a part of it. */
    static boolean isWrapper(List<String> label) {
        return LabelMeanings.isSubject(label) || WRAPPERS.contains(String.join(" ", label));
    }

    void value(List<String> label, String text) {
        String name = String.join(" ", label);
        String value = oneLine(text);
        if (LabelMeanings.isSubject(label) || name.equals("name") && isDomain(value)) {
            names.add("domain: " + value);
        } else if (SENTENCES.contains(name)) {
            // The word before it keeps whatever it says from being read as label and value.
            lines.add("error " + value);
        } else if (LabelMeanings.isParty(label)) {
            parties.add(name + ": " + value);
        } else if (!label.isEmpty()) {
            lines.add(name + ": " + value);
        }
    }

    void yesOrNo(List<String> label, boolean yes) {
        String name = String.join(" ", label);
        String state = name.startsWith("is ") ? name.substring(3) : name;
        if (YES_OR_NO.contains(state)) {
            lines.add("status: " + (yes ? "" : "not ") + state);
        } else if (yes && YES.contains(state)) {
            lines.add("status: " + state);
        }
    }

    /** Notes that a party is there, without what it is called. */
    void party(List<String> label) {
        if (LabelMeanings.isParty(label)) {
            parties.add(String.join(" ", label) + ": present");
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> part : List.of(names, lines, parties)) {
            part.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString();
    }

    private static boolean isDomain(String value) {
        return DomainName.of(value).filter(name -> name.ascii().indexOf('.') > 0).isPresent();
    }

    /** A value must not make lines of its own: people write some of them. */
    private static String oneLine(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST))
                .replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ")
                .strip();
    }
}
