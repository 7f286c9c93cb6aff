package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the labels of WHOIS replies mean, by the words that they are made of. */
final class LabelMeanings {

    /** What date a label stands for; the lowest uncertainty is the best. */
    enum DateMeaning {
        CREATION(0),
        REGISTRATION(1),
        START(2),
        NOTHING(99);

        /** How uncertain it is that this is the date of registration. */
        final int uncertainty;

        DateMeaning(int uncertainty) {
            this.uncertainty = uncertainty;
        }
    }

    private static final Set<String> CREATION = new HashSet<>();
    private static final Set<String> REGISTRATION = new HashSet<>();
    private static final Set<String> START = new HashSet<>();
    private static final Set<String> FILLER = new HashSet<>();
    private static final Set<String> EXPIRY = new HashSet<>();
    private static final Set<String> PARTY = new HashSet<>();
    private static final Set<List<String>> SUBJECT = new HashSet<>();
    private static final Set<List<String>> OBJECT = new HashSet<>();

    static {
        ResourceFile.lines(LabelMeanings.class, "whois-labels.txt").forEach(LabelMeanings::add);
    }

    private LabelMeanings() {}

    private static void add(String line) {
        int end = line.indexOf(' ');
        List<String> words = NormalizedWords.of(line.substring(end));
        switch (line.substring(0, end)) {
            case "creation" -> CREATION.addAll(words);
            case "registration" -> REGISTRATION.addAll(words);
            case "start" -> START.addAll(words);
            case "filler" -> FILLER.addAll(words);
            case "expiry" -> EXPIRY.addAll(words);
            case "party" -> PARTY.addAll(words);
            case "subject" -> SUBJECT.add(words);
            case "object" -> OBJECT.add(words);
            default -> throw new IllegalStateException("whois-labels.txt: " + line);
        }
    }

    static DateMeaning meaning(List<String> words) {
        DateMeaning best = DateMeaning.NOTHING;
        for (String word : words) {
            DateMeaning told = meaning(word);
            if (told == DateMeaning.NOTHING && !FILLER.contains(word)) {
                return DateMeaning.NOTHING;
            }
            best = told.compareTo(best) < 0 ? told : best;
        }
        return best;
    }

    private static DateMeaning meaning(String word) {
        DateMeaning plain = plain(word);
        if (plain != DateMeaning.NOTHING || FILLER.contains(word)) {
            return plain;
        }
        // Two words in one: "dateregistered", "createdate".
        for (int at = 2; at <= word.length() - 2; at++) {
            String one = word.substring(0, at);
            String two = word.substring(at);
            if (FILLER.contains(one) && plain(two) != DateMeaning.NOTHING) {
                return plain(two);
            }
            if (FILLER.contains(two) && plain(one) != DateMeaning.NOTHING) {
                return plain(one);
            }
        }
        return DateMeaning.NOTHING;
    }

    private static DateMeaning plain(String word) {
        return CREATION.contains(word)
                ? DateMeaning.CREATION
                : REGISTRATION.contains(word)
                        ? DateMeaning.REGISTRATION
                        : START.contains(word) ? DateMeaning.START : DateMeaning.NOTHING;
    }

    static boolean isExpiry(List<String> words) {
        return words.stream().anyMatch(EXPIRY::contains);
    }

    static boolean isSubject(List<String> words) {
        return SUBJECT.contains(words);
    }

    /** Whether a label begins a part about something else even where no empty line comes first. */
    static boolean isObject(List<String> words) {
        return OBJECT.contains(words);
    }

    /** Whether a label heads a part about somebody else: "Administrative contact", "nic-hdl". */
    static boolean isParty(List<String> words) {
        return !words.isEmpty() && words.stream().anyMatch(PARTY::contains);
    }

    /** Whether a line of these words alone is a heading: "Domain Details", "Technical Contact". */
    static boolean isHeading(List<String> words) {
        return !words.isEmpty()
                && words.stream().allMatch(word -> PARTY.contains(word) || FILLER.contains(word));
    }
}
