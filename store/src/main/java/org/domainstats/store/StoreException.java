package org.domainstats.store;

import org.jspecify.annotations.Nullable;

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

    private StoreException(String message, @Nullable Throwable cause, boolean writableStackTrace) {
        super(message, cause, true, writableStackTrace);
    }

    /**
     * The store cannot be reached for now. It has no stack: where in the program that was noticed
     * tells an operator nothing, and each background task notices it again and again.
     */
    public static StoreException unreachable(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, false);
    }
}
