package org.domainstats.model;

import java.time.Instant;

/** When somebody first saw a domain: the web, the community, or you. */
public sealed interface Sighting {

    Sighting ESTABLISHED = new Established();
    Sighting UNAVAILABLE = new Unavailable();

    /** The known domains list it as established. */
    record Established() implements Sighting {}

    /** This very question is the first; said exactly once for each site. */
    record FirstContact(Instant at) implements Sighting {}

    record At(Instant instant) implements Sighting {}

    /** Not known, or nobody to ask. */
    record Unavailable() implements Sighting {}
}
