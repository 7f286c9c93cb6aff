package org.domainstats.app;

/**
 * Something that a command could not do, in words for people: the thing, its value and the way out.
 */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
