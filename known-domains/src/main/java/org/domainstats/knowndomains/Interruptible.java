package org.domainstats.knowndomains;

import org.domainstats.store.StoreException;

import java.util.Iterator;

/**
 * Elements that end in an exception once the thread is interrupted: the stop of a server need not
 * wait for an update of millions of rows, which is taken back whole.
 */
record Interruptible<T>(Iterator<T> elements) implements Iterator<T> {

    @Override
    public boolean hasNext() {
        check();
        return elements.hasNext();
    }

    @Override
    public T next() {
        return elements.next();
    }

    /**
     * Goes on if the thread is not interrupted.
     *
     * @throws StoreException if it is
     */
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("the update of the known domains was stopped");
        }
    }
}
