package org.domainstats.hints;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name of a list: in answers, metrics and the store. */
public final class ListName {

    private static final Pattern GOOD = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");
    private static final Pattern ENDINGS =
            Pattern.compile("\\.(?:gz|zip|json|csv|tsv|txt|zone|list|php|html?)$");

    private ListName() {}

    public static boolean isGood(String name) {
        return GOOD.matcher(name).matches();
    }

    /** A name made of a file's, or of the last part of a path. */
    public static String ofFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        String shorter = ENDINGS.matcher(name).replaceFirst("");
        while (!shorter.equals(name)) {
            name = shorter;
            shorter = ENDINGS.matcher(name).replaceFirst("");
        }
        String plain = name.replaceAll("[^a-z0-9._-]", "-").replaceAll("^[^a-z0-9]+", "");
        return plain.isEmpty() ? "list" : plain.substring(0, Math.min(40, plain.length()));
    }
}
