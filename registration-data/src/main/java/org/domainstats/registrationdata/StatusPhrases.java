package org.domainstats.registrationdata;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What WHOIS servers send instead of a record, by phrases. A phrase counts where a sentence begins
 * or in a status, as terms of use have such words too.
 */
final class StatusPhrases {

    /** What a server says. */
    enum Kind {
        /** A rate limit was reached. */
        THROTTLED,
        /** It is down. */
        DOWN,
        /** It refused the query. */
        REFUSED,
        /** Nobody may register the name: it is reserved, blocked, or not yet free again. */
        BARRED,
        /** Nobody has registered it. */
        ABSENT,
        /** Somebody has. */
        TAKEN,
        /**
         * Somebody has, and does not want to be shown. Counts beside the name of the domain only.
         */
        HIDDEN
    }

    private enum Where {
        BEGINS,
        ABOUT,
        OPENS,
        BOTH,
        WHOLE,
        EXACT,
        WITHIN,
        ANYWHERE,
        BARS,
        STATUS,
        HIDDEN
    }

    /**
     * @param kind null for what only begins like one
     */
    private record Entry(@Nullable Kind kind, Where where, String words, List<String> stems) {

        Entry(@Nullable Kind kind, Where where, String words) {
            this(kind, where, words, where == Where.BOTH ? stems(words) : List.of());
        }

        private static List<String> stems(String words) {
            return Arrays.stream(words.strip().split(" ", -1)).map(stem -> " " + stem).toList();
        }

        boolean isAt(int at, String sentence) {
            return switch (where) {
                case BEGINS, ABOUT, OPENS -> at == 0 && sentence.startsWith(words);
                case STATUS ->
                        at == 0
                                && (kind == Kind.ABSENT
                                        ? sentence.equals(words)
                                        : sentence.startsWith(words));
                case WHOLE, EXACT -> at == 0 && sentence.equals(words);
                case WITHIN, BARS, HIDDEN -> sentence.startsWith(words, at);
                case BOTH -> at == 0 && hasStems(sentence);
                case ANYWHERE -> at == 0 && sentence.contains(words.strip());
            };
        }

        private boolean hasStems(String sentence) {
            for (String stem : stems) {
                if (!sentence.contains(stem)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Where a status ends and goes on with a remark. */
    private static final Pattern ADDITION = Pattern.compile("(?<=\\w) ?[(;/]| - ");

    /** By their first word: a sentence has few words, and the table many phrases. */
    private static final Map<String, List<Entry>> PHRASES = new HashMap<>();

    /** Of scripts that put no blanks between words. */
    private static final List<Entry> UNSPACED = new ArrayList<>();

    /** Pairs of stems. */
    private static final List<Entry> PAIRS = new ArrayList<>();

    /** What terms of use forbid is the use of data. */
    private static final Pattern OF_USE =
            Pattern.compile(
                    "\\b(?:us(?:e|o|age)|data|dane|daten|donnees|informa|quer|automat|marketing|spam|использ|данн|викорис|dữ)");

    /** Longer sentences are of terms of use. */
    private static final int SHORT = 120;

    /** What may be left of a phrase without its fillers, but is the beginning of anything. */
    private static final Set<String> TOO_VAGUE =
            Set.of(
                    "",
                    "no",
                    "not",
                    "nu",
                    "nessun",
                    "we do not",
                    "do not",
                    "unknown",
                    "does not",
                    "you",
                    "your");

    static {
        SentenceWords.phraseLines().forEach(StatusPhrases::add);
    }

    private StatusPhrases() {}

    private static void add(String line) {
        String[] cells = line.split("\\s+", 3);
        Kind kind =
                cells[0].equals("nothing") ? null : Kind.valueOf(cells[0].toUpperCase(Locale.ROOT));
        Where where = Where.valueOf(cells[1].toUpperCase(Locale.ROOT));
        String words =
                where == Where.EXACT || where == Where.OPENS
                        ? SentenceWords.allWords(cells[2])
                        : SentenceWords.significantWords(cells[2]);
        if (TOO_VAGUE.contains(words.strip())) {
            throw new IllegalStateException("whois-phrases.txt: hardly more than fillers: " + line);
        }
        List<Entry> phrases =
                switch (where) {
                    case ANYWHERE -> UNSPACED;
                    case BOTH -> PAIRS;
                    default ->
                            PHRASES.computeIfAbsent(firstWord(words, 0), word -> new ArrayList<>());
                };
        phrases.add(new Entry(kind, where, words));
    }

    /** What a sentence says at its beginning; null if nothing that we know. */
    static @Nullable Kind atBeginning(String sentence) {
        String words = SentenceWords.significantWords(sentence);
        Kind exact =
                longest(SentenceWords.allWords(sentence), EnumSet.of(Where.EXACT, Where.OPENS));
        Set<Where> places =
                SentenceWords.isAboutDomain(sentence)
                        ? EnumSet.of(Where.BEGINS, Where.WHOLE, Where.ABOUT)
                        : EnumSet.of(Where.BEGINS, Where.WHOLE);
        Kind kind = exact != null ? exact : longest(words, places);
        if (kind != Kind.ABSENT) {
            return kind;
        }
        if (SentenceWords.isOfSomethingElse(sentence)) {
            return null;
        }
        // "Not found: it is reserved", "does not exist: blocked", "no result: timeout".
        @Nullable Kind instead = longest(words, EnumSet.of(Where.BARS));
        return instead == null ? kind : instead;
    }

    /** What a sentence says anywhere in it; null if nothing that we know. */
    static @Nullable Kind within(String sentence) {
        String words = SentenceWords.significantWords(sentence);
        Kind pair = sentence.length() <= SHORT ? pair(SentenceWords.allWords(sentence)) : null;
        Kind kind = pair != null ? pair : longest(words, EnumSet.of(Where.WITHIN));
        if (kind != null || isAscii(words)) {
            return kind;
        }
        return UNSPACED.stream()
                .filter(phrase -> phrase.isAt(0, words))
                .max(Comparator.comparingInt(phrase -> phrase.words.length()))
                .map(Entry::kind)
                .orElse(null);
    }

    private static @Nullable Kind pair(String words) {
        if (OF_USE.matcher(words).find()) {
            return null;
        }
        return PAIRS.stream()
                .filter(pair -> pair.isAt(0, words))
                .findFirst()
                .map(Entry::kind)
                .orElse(null);
    }

    /** Whether a sentence says that data of a registered domain is not shown. */
    static boolean hidesData(String sentence) {
        return sentence.length() <= SHORT
                && longest(SentenceWords.significantWords(sentence), EnumSet.of(Where.HIDDEN))
                        == Kind.HIDDEN;
    }

    /**
     * What a status means; null if nothing that we know. {@code AVAILABLE (no match for "x")} is
     * what comes before the addition, unless that bars the name.
     */
    static @Nullable Kind status(String value) {
        Kind allWords = longest(SentenceWords.significantWords(value), EnumSet.of(Where.STATUS));
        Matcher addition = ADDITION.matcher(value);
        if (allWords != null || !addition.find()) {
            return allWords;
        }
        Kind head =
                longest(
                        SentenceWords.significantWords(value.substring(0, addition.start())),
                        EnumSet.of(Where.STATUS));
        return head == Kind.ABSENT
                        && longest(SentenceWords.significantWords(value), EnumSet.of(Where.BARS))
                                == Kind.BARRED
                ? Kind.BARRED
                : head;
    }

    /**
     * The longest phrase is the one meant: "not available in our database" is not "not available".
     */
    private static @Nullable Kind longest(String words, Set<Where> places) {
        Entry longest = null;
        for (int at = 0; at + 1 < words.length(); at = words.indexOf(' ', at + 1)) {
            for (Entry phrase : PHRASES.getOrDefault(firstWord(words, at), List.of())) {
                if (places.contains(phrase.where)
                        && (longest == null || phrase.words.length() > longest.words.length())
                        && phrase.isAt(at, words)) {
                    longest = phrase;
                }
            }
        }
        return longest == null ? null : longest.kind;
    }

    /** The word after the blank at an index. */
    private static String firstWord(String words, int blank) {
        return words.substring(blank + 1, words.indexOf(' ', blank + 1));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
