package org.domainstats.streams;

import org.domainstats.logformats.NameFacts;

import java.io.IOException;
import java.util.List;

/** Where the facts about names come from. */
public interface FactSource {

    /**
     * The facts about each name, in their order. Each name counts as asked about, and comes once.
     * Blocks.
     */
    List<NameFacts> find(List<String> names) throws IOException;
}
