package org.domainstats.insight;

import java.util.Set;

/** Words that frauds put beside the name of a well-known service. */
final class Lures {

    private static final Set<String> WORDS =
            Set.of(
                    """
                    account accounts alert app auth bank billing card center check claim client cloud
                    com confirm customer delivery device email free gift help helpdesk id invoice login
                    logon mail my notice office online order parcel password pay payment portal
                    recovery refund reset reward secure security service services shop sign signin sso
                    support ticket tracking unlock update user validate verification verify wallet web
                    webmail www
                    """
                            .strip()
                            .split("\\s+"));

    private static final int SHORTEST = 2;

    private Lures() {}

    static boolean isWord(String text) {
        return WORDS.contains(text);
    }

    /**
     * Whether one lures among words with hyphens between: {@code -login}, {@code my-account2024}.
     */
    static boolean areIn(String text) {
        for (String word : text.split("-", -1)) {
            if (isOne(word)) {
                return true;
            }
        }
        return false;
    }

    /** A word, or two in one, with a number behind or without: {@code mylogin2}. */
    static boolean isOne(String text) {
        int end = text.length();
        while (end > 0 && LabelAlphabet.isDigit(text.charAt(end - 1))) {
            end--;
        }
        String word = text.substring(0, end);
        if (WORDS.contains(word)) {
            return true;
        }
        for (int split = SHORTEST; split <= word.length() - SHORTEST; split++) {
            if (WORDS.contains(word.substring(0, split)) && WORDS.contains(word.substring(split))) {
                return true;
            }
        }
        return false;
    }
}
