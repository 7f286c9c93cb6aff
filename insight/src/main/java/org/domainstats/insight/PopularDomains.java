package org.domainstats.insight;

import org.domainstats.model.DomainName;

import java.util.List;
import java.util.Optional;

/** Port to the popular domains, which others may be taken for. */
@FunctionalInterface
public interface PopularDomains {

    /**
     * The most popular, the first one first; empty if they are those of the last call, or cannot be
     * read just now. Blocks on the disk.
     */
    Optional<List<DomainName>> readIfChanged(int most);
}
