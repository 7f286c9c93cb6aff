package org.domainstats.dashboard;

/** A parameter of a request that means nothing; the message says what it may be. */
final class WrongParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongParameter(String message) {
        super(message);
    }
}
