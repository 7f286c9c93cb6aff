package org.domainstats.logformats;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a reader found in one line of a log. Offsets count from the start of the line. */
public sealed interface Reading {

    /**
     * A line about names.
     *
     * @param names one or more, as the log writes them
     * @param at where the facts about them go
     * @param leftOut how many more there were than are taken of one line
     */
    record Named(List<String> names, Origin origin, Insertion at, int leftOut) implements Reading {

        public Named(List<String> names, Origin origin, Insertion at) {
            this(names, origin, at, 0);
        }

        public Named {
            names = List.copyOf(names);
        }

        /**
         * Whether a name is the last that stands in a line: if that was cut off, the name may be
         * longer.
         */
        public boolean isAtEnd(byte[] bytes, int start, int end) {
            return names.stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .anyMatch(
                            name ->
                                    name.length <= end - start
                                            && Arrays.equals(
                                                    bytes,
                                                    end - name.length,
                                                    end,
                                                    name,
                                                    0,
                                                    name.length));
        }
    }

    /**
     * A line without a name.
     *
     * @param at where the layout has columns even for such a line; null where it stays as it is
     */
    record Nameless(NoNameReason reason, @Nullable Insertion at) implements Reading {

        public Nameless(NoNameReason reason) {
            this(reason, null);
        }
    }

    /**
     * A line that names or describes the columns below it.
     *
     * @param offset of its end
     * @param added what it says there of the columns that are added
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Heading(int offset, byte[] added) implements Reading {}

    /**
     * Where something is added, and how it is written there.
     *
     * @param offset within the line
     */
    record Insertion(Layout layout, int offset) {}

    /**
     * Where a line comes from, in the spelling of the log.
     *
     * @param client the address or the name of who asked, where the log tells it
     * @param time when, where the log tells it
     */
    record Origin(@Nullable String client, @Nullable String time) {

        public static final Origin UNKNOWN = new Origin(null, null);

        /** The same, with what is not known of it from another. */
        Origin or(Origin other) {
            return new Origin(
                    client == null ? other.client : client, time == null ? other.time : time);
        }
    }
}
