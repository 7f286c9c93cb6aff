package org.domainstats.lookup;

import java.util.concurrent.CompletableFuture;

/** Ends the wait of questions for sources early: what is known by then makes their answers. */
final class WaitStop {

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Ends it. From any thread. */
    void now() {
        stopped.complete(null);
    }

    /** Completed by {@link #now}. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }
}
