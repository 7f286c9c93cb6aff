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
}
