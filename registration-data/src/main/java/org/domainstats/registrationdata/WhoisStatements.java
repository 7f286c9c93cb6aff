package org.domainstats.registrationdata;

import org.domainstats.registrationdata.StatusPhrases.Kind;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a WHOIS reply says in phrases: the first of each kind, from statuses and sentences. */
final class WhoisStatements {

    /** Longer lines are of terms of use, which speak of premium names in general. */
    private static final int SHORT = 80;

    private static final Set<String> STATUS =
            Set.of(
                    "status",
                    "state",
                    "estado",
                    "statut",
                    "stato",
                    "durum",
                    "stav",
                    "availability",
                    "disponibilidad",
                    "domaintype",
                    "result");

    /** What terms of use say of limits and outages that there may be, and messages do not. */
    private static final Pattern CONDITIONAL =
            Pattern.compile(
                    "\\b(?:may|if|shall|agree|should|might|whoever|those who|can be)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Where in a reply a statement stands, the surest first. */
    enum Place {
        STATUS,
        BEGINNING,
        WITHIN
    }

    /**
     * A phrase that was found.
     *
     * @param text the line that it is in
     */
    record Statement(Place place, String text) {}

    private final Map<Kind, Statement> byKind = new EnumMap<>(Kind.class);

    private WhoisStatements() {}

    static WhoisStatements of(List<String> sentences, List<WhoisField> fields) {
        WhoisStatements statements = new WhoisStatements();
        for (WhoisField field : fields) {
            if (isStatus(field.words())) {
                statements.add(StatusPhrases.status(field.value()), Place.STATUS, field.quote());
            }
        }
        sentences.forEach(statements::add);
        return statements;
    }

    private void add(String sentence) {
        add(StatusPhrases.atBeginning(sentence), Place.BEGINNING, sentence);
        Kind within = StatusPhrases.within(sentence);
        if (within != null && (byKind.isEmpty() || bars(within, sentence))) {
            boolean general = isOfServer(within) && CONDITIONAL.matcher(sentence).find();
            add(general ? null : within, Place.WITHIN, sentence);
        }
    }

    private void add(@Nullable Kind kind, Place place, String text) {
        if (kind != null) {
            Kind meant = isNoFinding(kind, text) ? Kind.THROTTLED : kind;
            byKind.putIfAbsent(meant, new Statement(place, text));
        }
    }

    /** "Not found: query limit exceeded" says nothing of the domain. */
    private static boolean isNoFinding(Kind kind, String text) {
        return (kind == Kind.ABSENT || kind == Kind.BARRED)
                && text.length() <= SHORT
                && QuotaPhrases.in(text)
                && !CONDITIONAL.matcher(text).find();
    }

    /** The statement of a kind; null if there is none. */
    @Nullable Statement find(Kind kind) {
        return byKind.get(kind);
    }

    /** Whether a kind is about the server and not about the domain. */
    static boolean isOfServer(Kind kind) {
        return kind == Kind.THROTTLED || kind == Kind.DOWN || kind == Kind.REFUSED;
    }

    /** "No match. It is a premium name": what bars a name outweighs that it is not there. */
    private static boolean bars(Kind kind, String sentence) {
        return kind == Kind.BARRED && sentence.length() <= SHORT;
    }

    /** A registrant's state is none: "Free State" is in South Africa. */
    private static boolean isStatus(List<String> words) {
        return !Collections.disjoint(words, STATUS) && !LabelMeanings.isParty(words);
    }
}
