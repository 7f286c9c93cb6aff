package org.domainstats.insight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes names as people do: words of a language alone, joined, with a hyphen, with something usual
 * in front or behind, with a number, shortened, and initials. The other side of {@link
 * NameGenerator}, for a model that has few real names to learn from.
 */
final class ChosenNames {

    private static final String[] FRONT = {
        "my", "the", "go", "get", "e", "i", "best", "top", "pro", "web", "net", "all", "in", "on",
        "we", "your", "big", "new", "eco", "bio", "tele", "inter", "uni", "multi", "euro", "auto",
        "art", "air", "re", "un", "super", "mega", "info", "free", "easy", "digi", "cyber", "micro"
    };
    private static final String[] BEHIND = {
        "online", "shop", "store", "hub", "app", "media", "group", "tech", "web", "net", "info",
        "news", "ly", "ify", "er", "ers", "ing", "s", "y", "io", "ia", "o", "ix", "ex", "a", "co",
        "lab", "labs", "tv", "fm", "club", "world", "zone", "soft", "ware", "star", "land", "box",
        "bank", "pay", "up", "it", "now", "life", "art", "plus", "max", "hq", "cdn", "api", "cloud",
        "games", "bet", "tube", "x", "us", "uk", "usa", "de", "eu", "ru", "one", "24", "365", "123",
        "360", "4u", "2go", "1", "21"
    };

    /** How many of a hundred names are made in each way, in the order of {@link #made}. */
    private static final int[] SHARES = {12, 22, 6, 8, 16, 6, 10, 7, 8, 5};

    private static final int ENGLISH = 50;

    private final List<List<String>> words;
    private final SplittableRandom random;

    ChosenNames(List<List<String>> wordsByLanguage, long seed) {
        words = wordsByLanguage;
        random = new SplittableRandom(seed);
    }

    /** So many different names, the same for the same words and seed. */
    List<String> names(int count) {
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < count) {
            List<String> language = random.nextInt(100) < ENGLISH ? words.getFirst() : any(words);
            names.add(made(way(), language));
        }
        return new ArrayList<>(names);
    }

    private int way() {
        int point = random.nextInt(100);
        int way = 0;
        while (point >= SHARES[way]) {
            point -= SHARES[way++];
        }
        return way;
    }

    private String made(int way, List<String> language) {
        String word = any(language);
        return switch (way) {
            case 0 -> word;
            case 1 -> word + any(language);
            case 2 -> word + '-' + any(language);
            case 3 -> FRONT[random.nextInt(FRONT.length)] + word;
            case 4 -> word + BEHIND[random.nextInt(BEHIND.length)];
            case 5 -> word + number();
            case 6 -> beginnings(language, 1, 1, random.nextInt(2, 5));
            case 7 -> {
                String initials = beginnings(language, 1, 1, random.nextInt(2, 4));
                yield random.nextBoolean() ? initials + word : word + initials;
            }
            case 8 -> beginnings(language, 2, 4, random.nextInt(2, 4));
            default -> word + any(any(words)) + (random.nextInt(3) == 0 ? any(language) : "");
        };
    }

    private int number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(100, 1_000);
            case 1 -> random.nextInt(1_980, 2_030);
            default -> random.nextInt(1, 100);
        };
    }

    private String beginnings(List<String> language, int least, int most, int count) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String word = any(language);
            name.append(word, 0, Math.min(word.length(), random.nextInt(least, most + 1)));
        }
        return name.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
