package org.domainstats.server;

/**
 * One row of a batch.
 *
 * @param text the name asked about; of a bad row, what there was instead
 * @param bad whether it is no row at all: broken JSON, an object without a hostname, a number
 */
record Row(String text, boolean bad) {

    static Row name(String text) {
        return new Row(text, false);
    }

    static Row bad(String text) {
        return new Row(text, true);
    }
}
