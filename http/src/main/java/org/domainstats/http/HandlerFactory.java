package org.domainstats.http;

import io.vertx.core.Context;

/** Makes what answers the requests of a listener. */
@FunctionalInterface
public interface HandlerFactory {

    /**
     * The handler for one event loop. It is called on that loop only, so it needs no locks.
     *
     * @param context of the event loop
     * @param metrics of the listener
     */
    ExchangeHandler create(Context context, HttpMetrics metrics);
}
