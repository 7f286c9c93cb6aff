package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a sentence that bear on what it says: not names of domains, numbers and fillers. */
final class SentenceWords {

    private static final String FILLERS = "filler ";
    private static final String NAMES = "naming ";

    private static final String OTHERS = "else ";

    /** Where what is missing is named: "no such host", "could not find a table". */
    private static final Pattern MISSING =
            Pattern.compile(
                    " (?:no|such|match|matching|matches|find|locate|nessun|nu|aucun|ningun)"
                            + " (?:(?:for|the|a|any|query|whois|such|match|matching) )*"
                            + "(?:name (?=servers? ))?(\\w+) ");

    private static final Pattern BETWEEN = Pattern.compile("[\\s\"'`<>(),;!]+");

    private static final Set<String> FILLER = new HashSet<>();

    /** Words for a domain and its name. */
    private static final Set<String> NAMING = new HashSet<>();

    /** What may be missing and is no domain. */
    private static final Set<String> OTHER = new HashSet<>();

    private static final List<String> PHRASES = new ArrayList<>();

    static {
        for (String line : ResourceFile.lines(SentenceWords.class, "whois-phrases.txt")) {
            if (line.startsWith(FILLERS)) {
                FILLER.addAll(NormalizedWords.of(line.substring(FILLERS.length())));
            } else if (line.startsWith(NAMES)) {
                NAMING.addAll(NormalizedWords.of(line.substring(NAMES.length())));
            } else if (line.startsWith(OTHERS)) {
                OTHER.addAll(NormalizedWords.of(line.substring(OTHERS.length())));
            } else {
                PHRASES.add(line);
            }
        }
    }

    private SentenceWords() {}

    /** The lines of the table that are phrases. */
    static List<String> phraseLines() {
        return List.copyOf(PHRASES);
    }

    /** Whether a sentence names a domain, or says "domain", before its first word that matters. */
    static boolean isAboutDomain(String sentence) {
        for (String piece : BETWEEN.split(sentence, -1)) {
            if (isName(piece)) {
                return true;
            }
            for (String word : NormalizedWords.of(piece)) {
                if (NAMING.contains(word)) {
                    return true;
                }
                if (!FILLER.contains(word)) {
                    return false;
                }
            }
        }
        return false;
    }

    /** Whether a sentence says of something else than a domain that it is missing. */
    static boolean isOfSomethingElse(String sentence) {
        Matcher missing = MISSING.matcher(allWords(sentence));
        return missing.find() && OTHER.contains(missing.group(1));
    }

    /** All words but the names of domains, with a blank around each. */
    static String allWords(String text) {
        StringBuilder allWords = new StringBuilder(" ");
        for (String piece : BETWEEN.split(text, -1)) {
            if (!isName(piece)) {
                NormalizedWords.of(piece).forEach(word -> allWords.append(word).append(' '));
            }
        }
        return allWords.toString();
    }

    /** The words that matter, with a blank around each, so that a phrase is of whole words. */
    static String significantWords(String text) {
        StringBuilder significantWords = new StringBuilder(" ");
        for (String piece : BETWEEN.split(text, -1)) {
            if (!isName(piece)) {
                for (String word : NormalizedWords.of(piece)) {
                    if (isSignificant(word, significantWords)) {
                        significantWords.append(word).append(' ');
                    }
                }
            }
        }
        return significantWords.toString();
    }

    private static boolean isSignificant(String word, StringBuilder before) {
        boolean leadingError = before.length() == 1 && word.equals("error");
        boolean number = Character.isDigit(word.charAt(0)) && !word.equals("0");
        return !number && !leadingError && !FILLER.contains(word);
    }

    /** {@code example.com}, with whatever sign after it; the leaders of {@code status....:} not. */
    private static boolean isName(String piece) {
        int dot = piece.indexOf('.');
        return dot >= 0
                && dot < piece.length() - 2
                && Character.isLetterOrDigit(piece.charAt(dot + 1));
    }
}
