package org.domainstats.insight;

import com.ibm.icu.text.SpoofChecker;

import java.text.Normalizer;
import java.util.Locale;

/** Letters that look alike, made the same. */
final class Confusables {

    private Confusables() {}

    /** ICU's tables of the Unicode Consortium (UTS #39); only a label beyond ASCII loads them. */
    private static final class Icu {
        private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();

        static String skeleton(String text) {
            return CHECKER.getSkeleton(text);
        }
    }

    /** A form that labels which look alike have in common; no label for people. */
    static String skeleton(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (unicode.charAt(i) >= 0x80) {
                return fold(plain(unicode));
            }
        }
        return fold(unicode);
    }

    /** The Latin letters that others imitate, without accents. */
    static String plain(String unicode) {
        String parts = Normalizer.normalize(Icu.skeleton(unicode), Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(c == '\u0131' ? 'i' : c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** Letters and digits of ASCII that are taken for each other in an address bar. */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == 'r' && next == 'n') {
                folded.append('m');
                i++;
            } else if (c == 'v' && next == 'v') {
                folded.append('w');
                i++;
            } else if (c != '-') {
                folded.append(fold(c));
            }
        }
        return folded.toString();
    }

    private static char fold(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', 'i', '|' -> 'l';
            case '3' -> 'e';
            case '4' -> 'a';
            case '5' -> 's';
            case '7' -> 't';
            case '8' -> 'b';
            case '9' -> 'g';
            default -> c;
        };
    }
}
