package org.domainstats.store.events;

import java.time.Duration;
import java.util.Map;

/** How far each output of events has come. Every method may block on the disk. */
public interface EventOutputs {

    /** The outputs that there are, by name. */
    Map<String, Position> positions();

    /**
     * Has an output start.
     *
     * @param after the number of the event before the first one that it is to deliver; one that is
     *     there already stays where it is
     */
    void add(String output, long after);

    /** Notes that an output has delivered all events up to a number. Never goes back. */
    void delivered(String output, long number);

    /**
     * Asks for the right to make and deliver events, which one process has at a time. All measure
     * by the clock of the store: a machine whose clock is wrong neither takes it from others, nor
     * keeps it when it has ended.
     *
     * @param holder who asks
     * @param length how long the right is held from now on
     * @return whether it is held by whoever asks
     */
    boolean hold(String holder, Duration length);

    /** Gives the right back, if it is held. */
    void release(String holder);

    /**
     * Where an output is.
     *
     * @param delivered the number of the last event that it has delivered
     * @param dropped how many were removed before it could deliver them
     */
    record Position(long delivered, long dropped) {}
}
