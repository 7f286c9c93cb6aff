package org.domainstats.dashboard;

import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Port to what knows why the registration of a name is what it is. Blocks. */
public interface RegistrationHistory {

    /** What is stored, and how the sources were last asked. Asks nobody. */
    Explanation of(PublicName name);

    /**
     * Has the sources asked, and waits for what they say, for seconds at most.
     *
     * @param client who wants it
     */
    Explanation askAnew(PublicName name, String client);

    /**
     * Lines for people, as {@code lookup --explain} prints them. Parts come from outside.
     *
     * @param stored who said what and when
     * @param asked how the sources were last asked; null if they were not since the start
     * @param notice why they were not asked now, or not to their end; empty if nothing is to be
     *     said
     */
    record Explanation(List<String> stored, @Nullable Asked asked, String notice) {

        public Explanation {
            stored = List.copyOf(stored);
        }
    }

    /**
     * How sources were asked.
     *
     * @param outcome what came of it, in words
     */
    record Asked(Instant at, Duration taken, List<Step> steps, String outcome) {

        public Asked {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step.
     *
     * @param after the beginning
     */
    record Step(Duration after, String text) {}
}
