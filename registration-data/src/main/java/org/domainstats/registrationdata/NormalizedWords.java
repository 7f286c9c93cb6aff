package org.domainstats.registrationdata;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words of a text as they are compared: lower-case, without accents, of letters and digits only.
 */
public final class NormalizedWords {

    private NormalizedWords() {}

    /** The words of a text; {@code createdDate} is two, as {@code created_date} is. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String plain = plain(text);
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            boolean inside = i < plain.length() && Character.isLetterOrDigit(plain.charAt(i));
            boolean hump = inside && i > start && isHump(plain.charAt(i - 1), plain.charAt(i));
            if (!inside || hump) {
                if (i > start) {
                    words.add(plain.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = inside ? i : i + 1;
            }
        }
        return words;
    }

    private static boolean isHump(char before, char after) {
        return Character.isLowerCase(before) && Character.isUpperCase(after);
    }

    /** Accents come and go in registries' texts; Hangul is taken apart and put together again. */
    private static String plain(String text) {
        if (isAscii(text)) {
            return text;
        }
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder bare = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                bare.append(c == 'ı' ? 'i' : c);
            }
        }
        return Normalizer.normalize(bare, Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
