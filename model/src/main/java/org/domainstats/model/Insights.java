package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * What else is known of a name.
 *
 * @param freq how usual its letters are, or null where scores are switched off
 * @param labels words that an operator or the community puts on it
 */
public record Insights(@Nullable FreqScore freq, List<String> labels) {

    public static final Insights NONE = new Insights(null, List.of());

    public Insights {
        labels = List.copyOf(labels);
    }

    /** The same with more labels, none twice. */
    public Insights with(List<String> more) {
        return more.isEmpty()
                ? this
                : new Insights(
                        freq, Stream.concat(labels.stream(), more.stream()).distinct().toList());
    }
}
