package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.PublicName;

/**
 * What the sources must be asked about a name.
 *
 * @param later whether the registry has time, as a list tells enough for now
 * @param limited whether the registration is missing, and its client has too many waiting
 */
record LookupNeed(
        PublicQuestion asked,
        boolean registration,
        boolean community,
        boolean later,
        boolean limited) {

    PublicName name() {
        return asked.name();
    }
}
