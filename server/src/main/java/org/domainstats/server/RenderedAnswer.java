package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.ServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * The responses that were made of one cached answer so far, one for each dialect asked for.
 *
 * @param validUntil in milliseconds since the epoch
 */
record RenderedAnswer(
        Dialect dialect,
        ServerResponse response,
        long validUntil,
        @Nullable RenderedAnswer others) {

    /** The response in that dialect, or null if there is none that is still true. */
    static @Nullable ServerResponse find(@Nullable Object rendering, Dialect dialect, long now) {
        RenderedAnswer prepared = rendering instanceof RenderedAnswer first ? first : null;
        while (prepared != null && prepared.dialect != dialect) {
            prepared = prepared.others;
        }
        return prepared != null && now < prepared.validUntil ? prepared.response : null;
    }

    /** This one in front of those in other dialects. */
    RenderedAnswer before(@Nullable Object rendering) {
        RenderedAnswer kept = null;
        for (RenderedAnswer other = rendering instanceof RenderedAnswer first ? first : null;
                other != null;
                other = other.others) {
            if (other.dialect != dialect) {
                kept = new RenderedAnswer(other.dialect, other.response, other.validUntil, kept);
            }
        }
        return new RenderedAnswer(dialect, response, validUntil, kept);
    }
}
