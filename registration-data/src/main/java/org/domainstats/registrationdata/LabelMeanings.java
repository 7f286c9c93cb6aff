package org.domainstats.registrationdata;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the labels of WHOIS replies mean, by the words that they are made of. */
final class LabelMeanings {

    /** Whether a label tells the registration, and how surely; the lowest is the surest. */
    enum Tells {
        CREATION(0),
        REGISTRATION(1),
        START(2),
        NOTHING(99);

        /** How far it is from sure. */
        final int doubt;

        Tells(int doubt) {
            this.doubt = doubt;
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
        ResourceLines.of("whois-labels.txt").forEach(LabelMeanings::add);
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

    static Tells tells(List<String> words) {
        Tells best = Tells.NOTHING;
        for (String word : words) {
            Tells told = tells(word);
            if (told == Tells.NOTHING && !FILLER.contains(word)) {
                return Tells.NOTHING;
            }
            best = told.compareTo(best) < 0 ? told : best;
        }
        return best;
    }

    private static Tells tells(String word) {
        Tells plain = plain(word);
        if (plain != Tells.NOTHING || FILLER.contains(word)) {
            return plain;
        }
        // Two words in one: "dateregistered", "createdate".
        for (int at = 2; at <= word.length() - 2; at++) {
            String one = word.substring(0, at);
            String two = word.substring(at);
            if (FILLER.contains(one) && plain(two) != Tells.NOTHING) {
                return plain(two);
            }
            if (FILLER.contains(two) && plain(one) != Tells.NOTHING) {
                return plain(one);
            }
        }
        return Tells.NOTHING;
    }

    private static Tells plain(String word) {
        return CREATION.contains(word)
                ? Tells.CREATION
                : REGISTRATION.contains(word)
                        ? Tells.REGISTRATION
                        : START.contains(word) ? Tells.START : Tells.NOTHING;
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
