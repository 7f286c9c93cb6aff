package org.domainstats.store;

/**
 * The store could not do its work: the disk is full, the folder is read-only, the file is damaged.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
