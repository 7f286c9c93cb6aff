package org.domainstats.insight;

/**
 * What the randomness score goes by: how surprising the characters of a label are to the {@link
 * Trigrams}, how much of it is {@link KnownWords}, and how its letters, vowels and digits are
 * spread. Products of some of them let a linear model bend.
 */
final class LabelFeatures {

    static final int COUNT = 40;

    private static final int WORDS = 34;

    /** Longer labels are cut; a label of the DNS has no more. */
    private static final int LONGEST = 63;

    private static final int WINDOW = 4;
    private static final double SURPRISING = 4.5;
    private static final double EXPECTED = 1.2;

    private static final double LOG_OF_TWO = Math.log(2);
    private static final double[] LOGS = logs();

    /** What a symbol adds to the entropy that stands so often in a label so long. */
    private static final double[][] ENTROPY = entropy();

    private LabelFeatures() {}

    private static double[] logs() {
        double[] logs = new double[LONGEST + 1];
        for (int i = 1; i <= LONGEST; i++) {
            logs[i] = Math.log(i);
        }
        return logs;
    }

    private static double[][] entropy() {
        double[][] entropy = new double[LONGEST + 1][];
        for (int length = 1; length <= LONGEST; length++) {
            entropy[length] = new double[length + 1];
            for (int count = 1; count <= length; count++) {
                double share = (double) count / length;
                entropy[length][count] = share * Math.log(share) / LOG_OF_TWO;
            }
        }
        return entropy;
    }

    /** The features of a label that is not empty, written in plain letters, digits and hyphens. */
    static double[] of(String label, Trigrams trigrams, KnownWords words) {
        String text = label.length() > LONGEST ? label.substring(0, LONGEST) : label;
        double[] features = new double[COUNT];
        surprise(costs(text, trigrams), features);
        Characters characters = Characters.of(text);
        characters.into(features);
        double length = LOGS[text.length()];
        features[6] = length;
        entropy(text, length, features);
        words.into(text, features, WORDS);
        products(features);
        return features;
    }

    private static double[] costs(String text, Trigrams trigrams) {
        double[] costs = new double[text.length() + 1];
        int first = LabelAlphabet.START;
        int second = LabelAlphabet.START;
        for (int i = 0; i < costs.length; i++) {
            int third =
                    i == text.length() ? LabelAlphabet.END : LabelAlphabet.symbol(text.charAt(i));
            costs[i] = -trigrams.cost(first, second, third);
            first = second;
            second = third;
        }
        return costs;
    }

    /** Mean, extremes of a window, spread and shares of the log probabilities. */
    private static void surprise(double[] logs, double[] features) {
        double sum = 0;
        double squares = 0;
        int low = 0;
        int high = 0;
        for (double log : logs) {
            sum += log;
            squares += log * log;
            low += log < -SURPRISING ? 1 : 0;
            high += log > -EXPECTED ? 1 : 0;
        }
        double mean = sum / logs.length;
        features[0] = mean;
        windows(logs, features);
        features[3] = Math.sqrt(Math.max(0, squares / logs.length - mean * mean));
        features[4] = (double) low / logs.length;
        features[5] = (double) high / logs.length;
        features[28] = -sum / 40;
    }

    private static void windows(double[] logs, double[] features) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        int last = Math.max(1, logs.length - WINDOW + 1);
        for (int start = 0; start < last; start++) {
            double sum = 0;
            for (int i = start; i < Math.min(logs.length, start + WINDOW); i++) {
                sum += logs[i];
            }
            least = Math.min(least, sum / WINDOW);
            most = Math.max(most, sum / WINDOW);
        }
        features[1] = least;
        features[2] = most;
    }

    private static void entropy(String text, double logLength, double[] features) {
        int[] counts = new int[LabelAlphabet.SIZE];
        for (int i = 0; i < text.length(); i++) {
            counts[LabelAlphabet.symbol(text.charAt(i))]++;
        }
        double entropy = 0;
        double[] shares = ENTROPY[text.length()];
        for (int count : counts) {
            entropy -= shares[count];
        }
        features[12] = entropy;
        features[13] = text.length() > 1 ? entropy * LOG_OF_TWO / logLength : 0;
    }

    private static void products(double[] f) {
        double mean = f[0];
        double length = f[6];
        double digits = f[7];
        double vowels = f[10];
        f[20] = mean * length;
        f[21] = f[1] * length;
        f[22] = length * length;
        f[23] = mean * mean;
        f[24] = digits * digits;
        f[25] = vowels * vowels;
        f[26] = mean * digits;
        f[27] = mean * vowels;
        f[29] = f[4] * length;
        f[30] = f[3] * mean;
        f[31] = f[2] * length;
        f[32] = f[15] * mean;
        f[33] = f[12] * length;
        int products = WORDS + KnownWords.FEATURES;
        f[products] = f[WORDS + 1] * f[WORDS + 1];
        f[products + 1] = f[WORDS + 1] * mean;
    }

    /** Counts of kinds of characters and of the changes between them. */
    private record Characters(
            int length,
            int digits,
            int letters,
            int vowels,
            int hyphens,
            int digitChanges,
            int vowelChanges,
            int consonantRun,
            boolean hexadecimal) {

        private static final int LETTER_OR_VOWEL = LabelAlphabet.LETTER | LabelAlphabet.VOWEL;

        static Characters of(String text) {
            int digits = 0;
            int letters = 0;
            int vowels = 0;
            int hyphens = 0;
            int digitChanges = 0;
            int vowelChanges = 0;
            int run = 0;
            int longestRun = 0;
            int all = -1;
            int before = LabelAlphabet.kinds(text.charAt(0));
            for (int i = 0; i < text.length(); i++) {
                int kinds = LabelAlphabet.kinds(text.charAt(i));
                digits += kinds & LabelAlphabet.DIGIT;
                letters += kinds >> 1 & 1;
                vowels += kinds >> 2 & 1;
                hyphens += kinds >> 3 & 1;
                all &= kinds;
                run = (kinds & LETTER_OR_VOWEL) == LabelAlphabet.LETTER ? run + 1 : 0;
                longestRun = Math.max(longestRun, run);
                digitChanges += (kinds ^ before) & LabelAlphabet.DIGIT;
                vowelChanges += (kinds ^ before) >> 2 & 1;
                before = kinds;
            }
            return new Characters(
                    text.length(),
                    digits,
                    letters,
                    vowels,
                    hyphens,
                    digitChanges,
                    vowelChanges,
                    longestRun,
                    (all & LabelAlphabet.HEXADECIMAL) != 0 && digits > 0);
        }

        void into(double[] features) {
            features[7] = (double) digits / length;
            features[8] = (double) digitChanges / length;
            features[9] = Math.min(digitChanges, 4) / 4.0;
            features[10] = letters == 0 ? 0 : (double) vowels / letters;
            features[11] = consonantRun / 5.0;
            features[14] = hexadecimal ? 1 : 0;
            features[15] = length > 1 ? (double) vowelChanges / (length - 1) : 0;
            features[16] = (double) hyphens / length;
            features[17] = hyphens > 0 ? 1 : 0;
            features[18] = length <= 5 ? 1 : 0;
            features[19] = digits == length ? 1 : 0;
        }
    }
}
