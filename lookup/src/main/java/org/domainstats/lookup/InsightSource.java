package org.domainstats.lookup;

import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

/**
 * Port to what can be said of a name from its letters alone. Runs on event loops: must be quick and
 * never block.
 */
public interface InsightSource {

    InsightSource NONE = name -> Insights.NONE;

    Insights of(PublicName name);

    /**
     * Looks whether what it goes by has changed, and takes the change; true if answers that were
     * made before may be wrong now. Called every second or so; may block on the disk.
     */
    default boolean refresh() {
        return false;
    }
}
