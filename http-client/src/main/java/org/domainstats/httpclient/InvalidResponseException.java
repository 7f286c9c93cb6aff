package org.domainstats.httpclient;

import org.jspecify.annotations.Nullable;

/** A response that breaks its protocol or exceeds a limit. */
public final class InvalidResponseException extends ExchangeException {

    private static final long serialVersionUID = 1L;

    public InvalidResponseException(String message) {
        this(message, null);
    }

    public InvalidResponseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A response with more than so many bytes. */
    public static InvalidResponseException tooLarge(int largest) {
        return new InvalidResponseException("the reply is larger than " + largest + " bytes");
    }
}
