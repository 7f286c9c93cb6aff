package org.domainstats.model;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.util.ICUInputTooLongException;

/**
 * Internationalized names to A-labels by UTS #46, non-transitional: {@code faß.de} is {@code
 * xn--fa-hia.de}, not the {@code fass.de} of IDNA2003, which is another owner's domain.
 */
final class Idn {

    private static final String INVALID = "";

    private Idn() {}

    /**
     * The canonical A-label form, or an empty string if the name has none. Plain ASCII never loads
     * ICU.
     */
    static String toAscii(String name) {
        String lower = lowerAscii(name);
        return lower != null ? lower : Uts46.toAscii(name);
    }

    /**
     * Whether every A-label decodes to a valid U-label; {@code xn--} on its own or with junk behind
     * it does not.
     */
    static boolean hasValidALabels(String ascii) {
        return !ascii.startsWith("xn--") && !ascii.contains(".xn--") || Uts46.isValid(ascii);
    }

    /** With its A-labels as people write them; as it is if one of them is invalid. */
    static String toUnicode(String ascii) {
        return ascii.startsWith("xn--") || ascii.contains(".xn--") ? Uts46.toUnicode(ascii) : ascii;
    }

    private static @org.jspecify.annotations.Nullable String lowerAscii(String name) {
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 0x80) {
                return null;
            }
            upper |= c >= 'A' && c <= 'Z';
        }
        return upper ? name.toLowerCase(java.util.Locale.ROOT) : name;
    }

    /** Apart, so that a process that meets no IDN does not pay for ICU's tables. */
    private static final class Uts46 {

        private static final IDNA PROCESSOR =
                IDNA.getUTS46Instance(
                        IDNA.NONTRANSITIONAL_TO_ASCII
                                | IDNA.NONTRANSITIONAL_TO_UNICODE
                                | IDNA.CHECK_BIDI
                                | IDNA.CHECK_CONTEXTJ);

        static String toAscii(String name) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder ascii = new StringBuilder();
            try {
                PROCESSOR.nameToASCII(name, ascii, info);
            } catch (ICUInputTooLongException e) {
                // One character may be mapped to eighteen, and ICU throws past a thousand in a
                // label.
                return INVALID;
            }
            return onlyTolerable(info) ? ascii.toString() : INVALID;
        }

        static String toUnicode(String ascii) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder unicode = new StringBuilder();
            PROCESSOR.nameToUnicode(ascii, unicode, info);
            return onlyTolerable(info) ? unicode.toString() : ascii;
        }

        static boolean isValid(String ascii) {
            IDNA.Info info = new IDNA.Info();
            PROCESSOR.nameToUnicode(ascii, new StringBuilder(), info);
            return onlyTolerable(info);
        }

        /**
         * Hyphens in odd places and lengths are judged elsewhere: registries have sold names such
         * as r3---sn.
         */
        private static boolean onlyTolerable(IDNA.Info info) {
            return info.getErrors().stream()
                    .allMatch(
                            error ->
                                    switch (error) {
                                        case LEADING_HYPHEN,
                                                TRAILING_HYPHEN,
                                                HYPHEN_3_4,
                                                EMPTY_LABEL,
                                                LABEL_TOO_LONG,
                                                DOMAIN_NAME_TOO_LONG ->
                                                true;
                                        default -> false;
                                    });
        }
    }
}
