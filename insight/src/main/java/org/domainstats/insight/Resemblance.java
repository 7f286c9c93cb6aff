package org.domainstats.insight;

import java.util.Map;

/** How one label differs from another, in words. */
final class Resemblance {

    private static final Map<Character, String> NEIGHBOURS =
            Map.ofEntries(
                    Map.entry('q', "wa12"),
                    Map.entry('w', "qesa23"),
                    Map.entry('e', "wrds34"),
                    Map.entry('r', "etfd45"),
                    Map.entry('t', "rygf56"),
                    Map.entry('y', "tuhg67"),
                    Map.entry('u', "yijh78"),
                    Map.entry('i', "uokj89"),
                    Map.entry('o', "iplk90"),
                    Map.entry('p', "ol0"),
                    Map.entry('a', "qwsz"),
                    Map.entry('s', "awedxz"),
                    Map.entry('d', "serfcx"),
                    Map.entry('f', "drtgvc"),
                    Map.entry('g', "ftyhbv"),
                    Map.entry('h', "gyujnb"),
                    Map.entry('j', "huikmn"),
                    Map.entry('k', "jiolm"),
                    Map.entry('l', "kop"),
                    Map.entry('z', "asx"),
                    Map.entry('x', "zsdc"),
                    Map.entry('c', "xdfv"),
                    Map.entry('v', "cfgb"),
                    Map.entry('b', "vghn"),
                    Map.entry('n', "bhjm"),
                    Map.entry('m', "njk"));

    private Resemblance() {}

    /** The differing middle of two texts, what is common at both ends left out. */
    private record Difference(String found, String original, char before) {

        static Difference of(String label, String target) {
            int start = 0;
            int shorter = Math.min(label.length(), target.length());
            while (start < shorter && label.charAt(start) == target.charAt(start)) {
                start++;
            }
            int end = 0;
            while (end < shorter - start
                    && label.charAt(label.length() - 1 - end)
                            == target.charAt(target.length() - 1 - end)) {
                end++;
            }
            return new Difference(
                    label.substring(start, label.length() - end),
                    target.substring(start, target.length() - end),
                    start == 0 ? ' ' : label.charAt(start - 1));
        }
    }

    /** Letters that look the same: {@code 1 for l}, {@code Cyrillic а for a}. */
    static String ofShape(String unicode, String target) {
        Difference difference = Difference.of(unicode, target);
        if (difference.found.equals("-")) {
            return "a hyphen more";
        }
        if (difference.original.equals("-")) {
            return "the hyphen left out";
        }
        return script(difference.found) + difference.found + " for " + difference.original;
    }

    private static String script(String text) {
        for (int i = 0; i < text.length(); i++) {
            Character.UnicodeScript script = Character.UnicodeScript.of(text.charAt(i));
            if (script != Character.UnicodeScript.LATIN
                    && script != Character.UnicodeScript.COMMON
                    && script != Character.UnicodeScript.INHERITED) {
                String name = script.name();
                return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT) + " ";
            }
        }
        return "";
    }

    /** A slip of the keyboard, or what is made to look like one. */
    static String ofTyping(String label, String target) {
        Difference difference = Difference.of(label, target);
        String found = difference.found;
        String original = difference.original;
        if (found.isEmpty()) {
            return original + " left out";
        }
        if (original.isEmpty()) {
            return found.length() == 1 && found.charAt(0) == difference.before
                    ? found + " doubled"
                    : found + " more";
        }
        if (found.length() == 2
                && original.length() == 2
                && found.charAt(0) == original.charAt(1)
                && found.charAt(1) == original.charAt(0)) {
            return found + " for " + original + ", swapped";
        }
        boolean neighbour =
                found.length() == 1
                        && original.length() == 1
                        && NEIGHBOURS.getOrDefault(original.charAt(0), "").indexOf(found.charAt(0))
                                >= 0;
        return found + " for " + original + (neighbour ? ", its neighbour on the keyboard" : "");
    }

    /**
     * The number of letters put in, left out, changed or swapped, counted up to a bound: optimal
     * string alignment, the form of Damerau's distance that edits no part twice.
     */
    static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) > bound) {
            return bound + 1;
        }
        int[] twoAgo = new int[b.length() + 1];
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAgo[j - 2] + 1);
                }
            }
            int[] oldest = twoAgo;
            twoAgo = before;
            before = row;
            row = oldest;
        }
        return before[b.length()];
    }
}
