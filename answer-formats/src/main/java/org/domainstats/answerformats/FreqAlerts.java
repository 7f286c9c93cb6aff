package org.domainstats.answerformats;

import org.domainstats.model.FreqScore;
import org.jspecify.annotations.Nullable;

/**
 * Below which scores a name is called unusual.
 *
 * @param average the bound of {@link FreqScore#average}, in percent
 * @param total the bound of {@link FreqScore#total}, in percent
 */
public record FreqAlerts(double average, double total) {

    /** The bounds that domain_stats 1.x came with. */
    public static final FreqAlerts DEFAULT = new FreqAlerts(5.0, 4.0);

    /** How many of the two scores are below their bounds. */
    int below(@Nullable FreqScore score) {
        if (score == null) {
            return 0;
        }
        return (score.average() < average ? 1 : 0) + (score.total() < total ? 1 : 0);
    }
}
