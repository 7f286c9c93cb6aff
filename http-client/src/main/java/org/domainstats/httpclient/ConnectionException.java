package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

/** A connection that could not be opened, or that broke. */
public final class ConnectionException extends ExchangeException {

    private static final long serialVersionUID = 1L;

    public ConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
