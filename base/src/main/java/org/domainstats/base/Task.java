package org.domainstats.base;

/** Work that is done again and again; it may fail, and is then done again at its next time. */
@FunctionalInterface
public interface Task {

    /** Does the work once. */
    void run() throws Exception;
}
