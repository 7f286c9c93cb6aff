package org.domainstats.store;

/**
 * The store could not do its work: the disk is full, the folder is read-only, the file is damaged.
 */
public final class StoreFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFault(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreFault(String message) {
        super(message);
    }
}
