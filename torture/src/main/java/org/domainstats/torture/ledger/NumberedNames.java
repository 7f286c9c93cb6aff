package org.domainstats.torture.ledger;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Names made from numbers and back. Neighbouring numbers lie far apart in the alphabet, as names in
 * the field do.
 */
public final class NumberedNames {

    /** Odd, so that multiplying by it loses nothing in 32 bits; and what undoes it. */
    private static final int SPREAD = 0x9E37_79B1;

    private static final int UNSPREAD = inverse(SPREAD);

    private static final List<String> SUFFIXES = List.of(".com", ".net", ".co.uk", ".github.io");

    private NumberedNames() {}

    private static int inverse(int odd) {
        int inverse = odd;
        // Newton's iteration: each step doubles the bits that are right, of which three are at
        // first.
        for (int bits = 3; bits < 32; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** The site with this number. */
    public static String site(int number) {
        return String.format(Locale.ROOT, "n%08x", number * SPREAD)
                + SUFFIXES.get(number % SUFFIXES.size());
    }

    /** One of the hostnames by which the site may be asked about. */
    public static String host(int number, RandomGenerator random) {
        String site = site(number);
        return switch (random.nextInt(8)) {
            case 0 -> "www." + site;
            case 1 -> site.toUpperCase(Locale.ROOT);
            case 2 -> site + ".";
            default -> site;
        };
    }

    /** The number of a site, or -1 if it is none of ours. */
    static int number(String site) {
        if (!site.matches("n[0-9a-f]{8}\\..*")) {
            return -1;
        }
        int number = Integer.parseUnsignedInt(site.substring(1, 9), 16) * UNSPREAD;
        return number >= 0 && site(number).equals(site) ? number : -1;
    }
}
