package org.domainstats.httpclient;

/** An address, a URL or a redirect that may not be followed. */
public final class ForbiddenTargetException extends ExchangeException {

    private static final long serialVersionUID = 1L;

    public ForbiddenTargetException(String message) {
        super(message, null);
    }
}
