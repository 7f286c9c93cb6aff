package org.domainstats.storekit;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;

import java.util.Iterator;
import java.util.stream.IntStream;

/** Updates that behave badly. */
final class FaultyUpdates {

    private FaultyUpdates() {}

    /** The line broke in the middle of an update. */
    static final class Torn extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Good changes, and then a fault. */
    static Iterator<Change> breakingOff(int after) {
        return withPause(
                after,
                after,
                () -> {
                    throw new Torn();
                });
    }

    /**
     * Changes that put {@code site-0.example} and so on, between two of which something happens.
     */
    static Iterator<Change> withPause(int count, int pauseAt, Runnable pause) {
        return IntStream.rangeClosed(0, count)
                .<Change>mapToObj(
                        i -> {
                            if (i == pauseAt) {
                                pause.run();
                            }
                            return new Change.Put(
                                    new DomainName("site-" + i + ".example"),
                                    new KnownDomain(i + 1, true, null));
                        })
                .iterator();
    }
}
