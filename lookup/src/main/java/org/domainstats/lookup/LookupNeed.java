package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.PublicName;

/**
 * What the sources must be asked about a name.
 *
 * @param limited whether the registration is missing, and its client has too many waiting
 */
record LookupNeed(PublicQuestion asked, boolean registration, boolean community, boolean limited) {

    PublicName name() {
        return asked.name();
    }
}
