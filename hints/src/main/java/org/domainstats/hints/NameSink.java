package org.domainstats.hints;

import org.domainstats.model.Hint;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.LocalDate;

/** Takes what is read of a list, name by name. */
interface NameSink {

    /**
     * Takes a name as it is written, unless it is none.
     *
     * @param day null if the list tells none
     * @param kind what a day is of
     * @throws ListException if it can take no more
     */
    void accept(String name, @Nullable LocalDate day, Hint.Kind kind) throws IOException;

    /** Takes notice of a line, or an object, of which nothing can be made. */
    void unreadable();
}
