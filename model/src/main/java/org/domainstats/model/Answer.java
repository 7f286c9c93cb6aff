package org.domainstats.model;

/**
 * All that is known of one hostname at one moment, before it is put into anybody's words.
 *
 * @param asked what was asked about, exactly as it came
 */
public record Answer(String asked, Name name, Seen seen, DomainFacts facts) {

    /** Whether this answer announces a first contact, which is true of one answer only. */
    public boolean announces() {
        return seen.byYou() instanceof Sighting.FirstContact
                || seen.byUs() instanceof Sighting.FirstContact;
    }

    /** The same answer as it is given from the next time on. */
    public Answer repeatable() {
        Seen later = new Seen(seen.byWeb(), later(seen.byUs()), later(seen.byYou()));
        return announces() ? new Answer(asked, name, later, facts) : this;
    }

    private static Sighting later(Sighting sighting) {
        return sighting instanceof Sighting.FirstContact first
                ? new Sighting.At(first.at())
                : sighting;
    }
}
