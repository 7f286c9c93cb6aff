package org.domainstats.model;

/** The three first sightings that an answer is about. */
public record Seen(Sighting byWeb, Sighting byUs, Sighting byYou) {

    public static final Seen NOTHING =
            new Seen(Sighting.UNAVAILABLE, Sighting.UNAVAILABLE, Sighting.UNAVAILABLE);
}
