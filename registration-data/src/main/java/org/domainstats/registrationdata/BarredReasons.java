package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;
import org.domainstats.model.RegistrationOutcome.Barred;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why nobody may register a name, by the words in which a registry says that nobody may. */
final class BarredReasons {

    private record Stem(Barred reason, String text) {}

    /** In order of precedence: a premium name may be called reserved as well. */
    private static final List<Stem> STEMS = new ArrayList<>();

    static {
        for (String line : ResourceFile.lines(BarredReasons.class, "barred-reasons.txt")) {
            String[] cells = line.split("\\s+", -1);
            Barred reason = Barred.valueOf(cells[0].toUpperCase(Locale.ROOT));
            for (int i = 1; i < cells.length; i++) {
                STEMS.add(new Stem(reason, " " + String.join(" ", NormalizedWords.of(cells[i]))));
            }
        }
    }

    private BarredReasons() {}

    /** The reason that a sentence gives; {@link Barred#RESERVED} if it names none that we know. */
    static Barred of(String sentence) {
        String words = " " + String.join(" ", NormalizedWords.of(sentence));
        for (Stem stem : STEMS) {
            boolean unspaced = stem.text.charAt(1) > '\u2e80';
            if (words.contains(unspaced ? stem.text.substring(1) : stem.text)) {
                return stem.reason;
            }
        }
        return Barred.RESERVED;
    }
}
