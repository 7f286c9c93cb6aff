package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

/** A host that did not answer, or not completely, before the deadline. */
public final class ExchangeTimeoutException extends ExchangeException {

    private static final long serialVersionUID = 1L;

    public ExchangeTimeoutException(@Nullable Throwable cause) {
        super("it did not answer in time", cause);
    }
}
