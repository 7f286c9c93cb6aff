package org.domainstats.insight;

import com.ibm.icu.text.IDNA;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;

/**
 * The symbols that a label is made of for the randomness score: letters, digits and the hyphen,
 * which stands for the underscore too, and a mark before and one behind the label.
 */
final class LabelAlphabet {

    static final int START = 37;
    static final int END = 38;
    static final int SIZE = 39;

    static final int DIGIT = 1;
    static final int LETTER = 1 << 1;
    static final int VOWEL = 1 << 2;
    static final int HYPHENS = 1 << 3;
    static final int HEXADECIMAL = 1 << 4;

    private static final int DIGITS = 26;
    private static final int HYPHEN = 36;
    private static final int ASCII = 128;
    private static final byte[] SYMBOLS = symbols();
    private static final byte[] KINDS = kinds();

    /** U-labels to compare with: only those that differ from ASCII by accents can be scored. */
    private static final class Unicode {
        private static final IDNA PROCESSOR =
                IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    }

    private LabelAlphabet() {}

    /**
     * The label in letters that can be scored, accents taken off; null where it is written in
     * another script.
     */
    static @Nullable String plain(String label) {
        if (!label.startsWith("xn--")) {
            return label;
        }
        String unicode = unicode(label);
        StringBuilder plain = new StringBuilder(unicode.length());
        String parts = Normalizer.normalize(unicode, Normalizer.Form.NFKD);
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            if (c < 0x80) {
                plain.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                return null;
            }
        }
        return plain.isEmpty() || plain.toString().startsWith("xn--") ? null : plain.toString();
    }

    /** The label as people see it; an A-label that is malformed stays as it is. */
    static String unicode(String label) {
        if (!label.startsWith("xn--")) {
            return label;
        }
        IDNA.Info info = new IDNA.Info();
        StringBuilder text = new StringBuilder();
        Unicode.PROCESSOR.labelToUnicode(label, text, info);
        return info.hasErrors() ? label : text.toString();
    }

    /** The place of a character of a canonical label. */
    static int symbol(char c) {
        return c < ASCII ? SYMBOLS[c] : HYPHEN;
    }

    /** Which kinds a character is of, as bits: a table spares branches that nothing foretells. */
    static int kinds(char c) {
        return c < ASCII ? KINDS[c] : 0;
    }

    private static byte[] symbols() {
        byte[] symbols = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            symbols[c] = (byte) (isLetter(c) ? c - 'a' : isDigit(c) ? DIGITS + c - '0' : HYPHEN);
        }
        return symbols;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            kinds[c] =
                    (byte)
                            ((isDigit(c) ? DIGIT : 0)
                                    | (isLetter(c) ? LETTER : 0)
                                    | (isVowel(c) ? VOWEL : 0)
                                    | (c == '-' ? HYPHENS : 0)
                                    | (isDigit(c) || c >= 'a' && c <= 'f' ? HEXADECIMAL : 0));
        }
        return kinds;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isVowel(char c) {
        return switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y' -> true;
            default -> false;
        };
    }
}
