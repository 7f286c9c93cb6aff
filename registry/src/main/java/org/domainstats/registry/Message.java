package org.domainstats.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What WHOIS servers say instead of a record, told by phrases. A phrase counts where a sentence
 * begins or in a status, as terms of use have such words too.
 */
final class Message {

    /** What a server says. */
    enum Kind {
        /** It wants to be asked less. */
        THROTTLED,
        /** It is out of order. */
        DOWN,
        /** It would not take the question. */
        REFUSED,
        /** Nobody can register the name: it is reserved, blocked, or not yet free again. */
        RESERVED,
        /** Nobody has registered it. */
        ABSENT
    }

    private enum Where {
        BEGINS,
        WHOLE,
        WITHIN,
        STATUS
    }

    private record Phrase(Kind kind, Where where, String words) {}

    private static final List<Phrase> PHRASES = new ArrayList<>();
    private static final Set<String> FILLER = new HashSet<>();

    static {
        List<String> lines = ResourceLines.of("whois-phrases.txt");
        lines.stream()
                .filter(line -> line.startsWith("filler "))
                .forEach(line -> FILLER.addAll(Words.of(line.substring(7))));
        lines.stream().filter(line -> !line.startsWith("filler ")).forEach(Message::add);
    }

    private Message() {}

    private static void add(String line) {
        String[] cells = line.split("\\s+", 3);
        if (bare(cells[2]).isBlank()) {
            throw new IllegalStateException("whois-phrases.txt: nothing but fillers: " + line);
        }
        PHRASES.add(
                new Phrase(
                        Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
                        Where.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                        bare(cells[2])));
    }

    /** Whether a sentence says a thing of this kind at its beginning. */
    static boolean begins(Kind kind, String sentence) {
        String bare = bare(sentence);
        return PHRASES.stream()
                .filter(phrase -> phrase.kind == kind)
                .anyMatch(
                        phrase ->
                                switch (phrase.where) {
                                    case BEGINS -> bare.startsWith(phrase.words);
                                    case WHOLE -> bare.equals(phrase.words);
                                    case WITHIN, STATUS -> false;
                                });
    }

    /** Whether it says so anywhere. */
    static boolean has(Kind kind, String sentence) {
        String bare = bare(sentence);
        return PHRASES.stream()
                .anyMatch(
                        phrase ->
                                phrase.kind == kind
                                        && phrase.where == Where.WITHIN
                                        && bare.contains(phrase.words));
    }

    static boolean isStatus(Kind kind, String value) {
        String bare = bare(value);
        return PHRASES.stream()
                .anyMatch(
                        phrase ->
                                phrase.kind == kind
                                        && phrase.where == Where.STATUS
                                        && bare.startsWith(phrase.words));
    }

    /** The words that matter, with a blank around each, so that a phrase is of whole words. */
    private static String bare(String text) {
        StringBuilder bare = new StringBuilder(" ");
        for (String piece : text.split("[\\s\"'`<>(),;!]+", -1)) {
            if (!isName(piece)) {
                for (String word : Words.of(piece)) {
                    if (isTelling(word, bare)) {
                        bare.append(word).append(' ');
                    }
                }
            }
        }
        return bare.toString();
    }

    private static boolean isTelling(String word, StringBuilder before) {
        boolean leadingError = before.length() == 1 && word.equals("error");
        boolean number = Character.isDigit(word.charAt(0)) && !word.equals("0");
        return !number && !leadingError && !FILLER.contains(word);
    }

    /** {@code example.com}, with whatever sign after it. */
    private static boolean isName(String piece) {
        int dot = piece.indexOf('.');
        return dot >= 0 && dot < piece.length() - 2;
    }
}
