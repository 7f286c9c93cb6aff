package org.domainstats.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * What else is known of a name.
 *
 * @param freq how usual its letters are, or null where scores are switched off
 * @param labels words that an operator or the community puts on it
 * @param randomness how much it looks made up by a program, from 0 to 1; null where there is no
 *     score
 * @param lookalike the popular domain or brand that it may be taken for, or null
 * @param hint what a list of new domains says of the domain, or null
 * @param allowed what an operator finds fine about it
 */
public record Insights(
        @Nullable FreqScore freq,
        List<String> labels,
        @Nullable Double randomness,
        @Nullable Lookalike lookalike,
        @Nullable Hint hint,
        List<Allowed> allowed) {

    public static final Insights NONE = new Insights(null, List.of());

    public Insights {
        labels = List.copyOf(labels);
        allowed = List.copyOf(allowed);
    }

    public Insights(@Nullable FreqScore freq, List<String> labels) {
        this(freq, labels, null, null, null, List.of());
    }

    /** The same with more labels, none twice. */
    public Insights with(List<String> more) {
        return more.isEmpty()
                ? this
                : new Insights(
                        freq,
                        Stream.concat(labels.stream(), more.stream()).distinct().toList(),
                        randomness,
                        lookalike,
                        hint,
                        allowed);
    }

    public Insights withRandomness(@Nullable Double score) {
        return new Insights(freq, labels, score, lookalike, hint, allowed);
    }

    public Insights withLookalike(@Nullable Lookalike found) {
        return new Insights(freq, labels, randomness, found, hint, allowed);
    }

    public Insights withHint(@Nullable Hint said) {
        return said == null && hint == null
                ? this
                : new Insights(freq, labels, randomness, lookalike, said, allowed);
    }

    public Insights withAllowed(List<Allowed> those) {
        return new Insights(freq, labels, randomness, lookalike, hint, those);
    }

    /** The same for a domain that is popular itself: it is no lookalike but of a brand. */
    public Insights ofPopular() {
        return lookalike == null || lookalike.brand() ? this : withLookalike(null);
    }

    /** These and what another source says of the same name; each kind of score has one source. */
    @SuppressWarnings("ReferenceEquality") // Most sources have nothing to say of most names.
    public Insights and(Insights other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        return new Insights(
                        freq != null ? freq : other.freq,
                        labels,
                        randomness != null ? randomness : other.randomness,
                        lookalike != null ? lookalike : other.lookalike,
                        hint != null ? hint : other.hint,
                        allowed.isEmpty() ? other.allowed : allowed)
                .with(other.labels);
    }
}
