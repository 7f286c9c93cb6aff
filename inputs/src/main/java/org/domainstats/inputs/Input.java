package org.domainstats.inputs;

/** One place where names are read, until it is closed. */
interface Input extends AutoCloseable {

    InputCounters counters();

    /** Records what was read, and ends. */
    @Override
    void close();
}
