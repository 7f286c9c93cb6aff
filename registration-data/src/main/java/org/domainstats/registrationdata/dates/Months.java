package org.domainstats.registrationdata.dates;

import org.domainstats.base.ResourceFile;
import org.domainstats.registrationdata.NormalizedWords;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of months and weekdays, as registries write them. */
final class Months {

    private static final Map<String, Integer> MONTHS = new HashMap<>();
    private static final Set<String> WEEKDAYS = new HashSet<>();

    static {
        ResourceFile.lines(Months.class, "months.txt").forEach(Months::add);
    }

    private Months() {}

    private static void add(String line) {
        int end = line.indexOf(' ');
        for (String word : NormalizedWords.of(line.substring(end))) {
            if (line.startsWith("weekday")) {
                WEEKDAYS.add(word);
            } else {
                MONTHS.put(word, Integer.parseInt(line.substring(0, end)));
            }
        }
    }

    /** The month of a name or a usual shortening, 1 to 12; 0 if it is none. */
    static int of(String word) {
        return MONTHS.getOrDefault(word, 0);
    }

    static boolean isWeekday(String word) {
        return WEEKDAYS.contains(word);
    }

    static boolean isWord(String token) {
        return !token.isEmpty() && Character.isLetter(token.charAt(0));
    }
}
