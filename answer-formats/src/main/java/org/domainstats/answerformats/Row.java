package org.domainstats.answerformats;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.NotPublic;
import org.domainstats.model.Seen;

/**
 * One row of a batch.
 *
 * @param text the name asked about; of a bad row, what there was instead
 * @param bad whether it is no row at all: broken JSON, an object without a hostname, a number
 */
public record Row(String text, boolean bad) {

    static Row name(String text) {
        return new Row(text, false);
    }

    static Row bad(String text) {
        return new Row(text, true);
    }

    /** What a bad row is answered with in its place, so that the answers line up with the rows. */
    public Answer rejection() {
        return new Answer(
                text, new NotPublic(NotPublic.Reason.ROW), Seen.NOTHING, DomainFacts.NONE);
    }
}
