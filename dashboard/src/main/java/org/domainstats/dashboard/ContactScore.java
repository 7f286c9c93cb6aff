package org.domainstats.dashboard;

import org.domainstats.model.Hint;
import org.domainstats.model.Insights;
import org.domainstats.model.Lookalike;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How much a contact deserves a look: points for each reason, of which none is enough alone.
 *
 * @param points up to 100; 0 if there is no reason
 * @param reasons in words, the weightiest first
 */
record ContactScore(int points, List<String> reasons) {

    private static final int MOST = 100;
    private static final int LOOKALIKE = 50;
    private static final int YOUNG = 30;
    private static final int LISTED_AS_NEW = 20;

    /** For letters that look made up altogether; from an even chance on, in proportion. */
    private static final int RANDOM = 40;

    private static final double EVEN = 0.5;

    /**
     * The score of a site.
     *
     * @param young whether its domain was young at the first contact
     * @param ranked whether it is popular: then its letters say nothing
     */
    static ContactScore of(Insights insights, boolean young, boolean ranked) {
        List<String> reasons = new ArrayList<>();
        int points = 0;
        @Nullable Lookalike lookalike = insights.lookalike();
        if (lookalike != null) {
            points += LOOKALIKE;
            reasons.add("like " + lookalike.of() + ": " + lookalike.why());
        }
        @Nullable Double randomness = ranked ? null : insights.randomness();
        if (randomness != null && randomness > EVEN) {
            int share = (int) Math.round(RANDOM * (randomness - EVEN) / (1 - EVEN));
            points += share;
            if (share > 0) {
                reasons.add("looks made up: " + inHundredths(randomness));
            }
        }
        if (young) {
            points += YOUNG;
            reasons.add("young");
        }
        @Nullable Hint hint = insights.hint();
        if (hint != null) {
            points += LISTED_AS_NEW;
            reasons.add("in a list of new domains, " + hint.day());
        }
        return new ContactScore(Math.min(MOST, points), List.copyOf(reasons));
    }

    private static String inHundredths(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
