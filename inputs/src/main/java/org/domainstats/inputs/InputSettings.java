package org.domainstats.inputs;

import org.domainstats.model.Hostnames;
import org.domainstats.usage.ReadNames;
import org.domainstats.usage.ReadNames.Recorded;

import java.time.InstantSource;

/**
 * What all inputs share.
 *
 * @param hostnames reduces what was read to domains
 * @param recorder stores what was read
 * @param ownQuestions what this program asked itself
 * @param node in front of an input's name in a store that several servers share; else empty
 */
public record InputSettings(
        Hostnames hostnames,
        Recorder recorder,
        OwnQuestions ownQuestions,
        String node,
        InstantSource clock) {

    /** Stores names that were read, all or none; as the look-up engine does. */
    @FunctionalInterface
    public interface Recorder {
        Recorded record(ReadNames.Reader reader, ReadNames names);
    }
}
