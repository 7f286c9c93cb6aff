package org.domainstats.registrations;

import java.util.concurrent.CompletableFuture;

/** Ends the wait of questions for sources early: what is known by then makes their answers. */
public final class WaitStop {

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Ends it. From any thread. */
    public void now() {
        stopped.complete(null);
    }

    /** Completed by {@link #now}. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }
}
