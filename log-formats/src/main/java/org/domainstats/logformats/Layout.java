package org.domainstats.logformats;

import java.util.List;

/** How facts are written into one kind of line. A layout is immutable. */
public interface Layout {

    /** What is added to a line, with what separates it from the line. */
    byte[] facts(List<NameFacts> names);

    /** What is added to a line without facts, so that its columns stay in step. */
    default byte[] none() {
        return NOTHING;
    }

    byte[] NOTHING = {};
}
