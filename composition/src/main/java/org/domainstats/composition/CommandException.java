package org.domainstats.composition;

/**
 * Something that a command could not do, in words for people: the thing, its value and the way out.
 */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
