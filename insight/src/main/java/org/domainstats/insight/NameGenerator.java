package org.domainstats.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The ways in which programs make names up, by which the randomness score is trained. They are this
 * project's own, none of them a known family's: each is a principle that many families share. Names
 * put together from whole words are not among them: their letters are those of real names, and a
 * model taught to see them would see real names so.
 */
enum NameGenerator {
    LETTERS {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER, 8, 14);
        }
    },
    LONG_LETTERS {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER, 14, 28);
        }
    },
    SHORT_LETTERS {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER, 5, 7);
        }
    },
    LETTERS_AND_DIGITS {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER + DIGIT, 8, 24);
        }
    },
    SHORT_LETTERS_AND_DIGITS {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER + DIGIT, 4, 7);
        }
    },
    HEXADECIMAL {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, DIGIT + "abcdef", 8, 24);
        }
    },
    BASE32 {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER + "234567", 8, 20);
        }
    },
    CONSONANT_THEN_VOWEL {
        @Override
        String next(SplittableRandom random) {
            int length = random.nextInt(6, 14);
            int offset = random.nextInt(2);
            StringBuilder name = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                name.append(any(random, (i + offset) % 2 == 0 ? CONSONANT : VOWEL));
            }
            return name.toString();
        }
    },
    SYLLABLES {
        @Override
        String next(SplittableRandom random) {
            int length = random.nextInt(6, 14);
            StringBuilder name = new StringBuilder(length + 2);
            while (name.length() < length) {
                double kind = random.nextDouble();
                if (kind < 0.8) {
                    name.append(any(random, CONSONANT));
                }
                name.append(any(random, VOWEL));
                if (kind < 0.3) {
                    name.append(any(random, CONSONANT));
                }
            }
            return name.substring(0, length);
        }
    },
    LINEAR_CONGRUENCE {
        @Override
        String next(SplittableRandom random) {
            int state = random.nextInt();
            int length = random.nextInt(8, 19);
            int letters = random.nextInt(20, 27);
            StringBuilder name = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                state = state * 1_103_515_245 + 12_345;
                name.append(LETTER.charAt((state >>> 16) % letters));
            }
            return name.toString();
        }
    },
    FEW_LETTERS {
        @Override
        String next(SplittableRandom random) {
            StringBuilder left = new StringBuilder(LETTER);
            int letters = random.nextInt(8, 21);
            while (left.length() > letters) {
                left.deleteCharAt(random.nextInt(left.length()));
            }
            return uniform(random, left.toString(), 7, 20);
        }
    },
    LETTERS_THEN_DIGITS {
        @Override
        String next(SplittableRandom random) {
            int length = random.nextInt(8, 15);
            StringBuilder name = new StringBuilder(length + 6);
            while (name.length() < length) {
                name.append(uniform(random, LETTER, 1, 4)).append(uniform(random, DIGIT, 1, 3));
            }
            return name.toString();
        }
    },
    CLUSTERS {
        @Override
        String next(SplittableRandom random) {
            int length = random.nextInt(7, 14);
            StringBuilder name = new StringBuilder(length + 3);
            while (name.length() < length) {
                name.append(uniform(random, VOWEL, 1, 2)).append(uniform(random, CONSONANT, 1, 3));
            }
            return name.substring(0, length);
        }
    },
    TINY {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, random.nextBoolean() ? LETTER : LETTER + DIGIT, 3, 6);
        }
    },
    LETTER_RANGE {
        @Override
        String next(SplittableRandom random) {
            int letters = random.nextInt(10, 20);
            int first = random.nextInt(LETTER.length() - letters + 1);
            return uniform(random, LETTER.substring(first, first + letters), 6, 24);
        }
    },
    SYLLABLE_TABLE {
        @Override
        String next(SplittableRandom random) {
            SplittableRandom table = new SplittableRandom(random.nextInt(30));
            List<String> syllables = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String open = "" + any(table, CONSONANT) + any(table, VOWEL);
                syllables.add(i % 3 == 0 ? open : open + any(table, CONSONANT));
            }
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(3, 6); i > 0; i--) {
                name.append(syllables.get(random.nextInt(syllables.size())));
            }
            return name.toString();
        }
    },
    STEM {
        @Override
        String next(SplittableRandom random) {
            SplittableRandom stems = new SplittableRandom(random.nextInt(40));
            return uniform(stems, LETTER, 3, 6) + uniform(random, LETTER, 3, 9);
        }
    },
    DIGEST {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, DIGIT + "abcdef", 20, 40);
        }
    },
    LETTERS_AND_COUNT {
        @Override
        String next(SplittableRandom random) {
            return uniform(random, LETTER, 5, 12) + uniform(random, DIGIT, 1, 4);
        }
    },
    FEW_VOWELS {
        @Override
        String next(SplittableRandom random) {
            int length = random.nextInt(7, 17);
            StringBuilder name = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                name.append(any(random, random.nextBoolean() ? LETTER : CONSONANT));
            }
            return name.toString();
        }
    };

    private static final String LETTER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGIT = "0123456789";
    private static final String VOWEL = "aeiou";
    private static final String CONSONANT = "bcdfghjklmnpqrstvwxyz";

    /** The next name. */
    abstract String next(SplittableRandom random);

    /** So many names, the same for the same seed. */
    List<String> names(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>(count);
        while (names.size() < count) {
            names.add(next(random));
        }
        return names;
    }

    private static String uniform(SplittableRandom random, String alphabet, int least, int most) {
        int length = random.nextInt(least, most + 1);
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append(any(random, alphabet));
        }
        return name.toString();
    }

    /** Any letter or digit. */
    static char anyOfAll(SplittableRandom random) {
        return any(random, LETTER + DIGIT);
    }

    static char any(SplittableRandom random, String alphabet) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }
}
