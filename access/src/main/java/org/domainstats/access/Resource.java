package org.domainstats.access;

import org.domainstats.http.ServerResponse;

/**
 * One resource of the HTTP API, and what answers it. Who may use it is decided before, by the rule
 * of the same method and path in {@link AccessTable}.
 *
 * @param bodyLimit in bytes; past it 413
 */
public record Resource(String method, String path, Handler handler, int bodyLimit) {

    public static final int SMALL_BODY = 64 * 1_024;

    /** What answers a resource. */
    public sealed interface Handler permits Answer, Streaming {}

    /** Answers on a virtual thread, and may block. */
    @FunctionalInterface
    public non-sealed interface Answer extends Handler {
        ServerResponse to(ResourceRequest request);
    }

    /**
     * Answers on the event loop, at once or later, through {@link ResourceRequest#exchange()}; the
     * body was not read.
     */
    @FunctionalInterface
    public non-sealed interface Streaming extends Handler {
        void handle(ResourceRequest request);
    }

    /** A resource that is answered on a virtual thread. */
    public static Resource of(String method, String path, Answer answer) {
        return new Resource(method, path, answer, SMALL_BODY);
    }

    /** A resource that is answered on the event loop. */
    public static Resource streaming(String method, String path, Streaming handler) {
        return new Resource(method, path, handler, SMALL_BODY);
    }

    /** The same with a longer body; few of those are read at a time. */
    public Resource withBodyLimit(int bytes) {
        return new Resource(method, path, handler, bytes);
    }
}
