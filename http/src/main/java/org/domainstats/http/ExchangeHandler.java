package org.domainstats.http;

/** Answers requests, on their event loop and without blocking it. */
@FunctionalInterface
public interface ExchangeHandler {

    /** Answers at once or later, through {@link Exchange#respond} or one of its kin. */
    void handle(Exchange exchange);
}
