package org.domainstats.app;

/**
 * Something that a command could not do, in words for people: the thing, its value and the way out.
 */
final class CommandFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFault(String message) {
        super(message);
    }

    CommandFault(String message, Throwable cause) {
        super(message, cause);
    }
}
