package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Why there is no response from a host. The message is ours, as messages of libraries quote
 * certificates and replies, and it completes "host: ...".
 */
public abstract sealed class ExchangeException extends IOException
        permits ConnectionException,
                ExchangeTimeoutException,
                ForbiddenTargetException,
                InvalidResponseException {

    private static final long serialVersionUID = 1L;

    ExchangeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message, which is never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
