package org.domainstats.streams;

import java.io.IOException;

/** A log that could not be read to its end, as a compressed one that was cut off. */
public final class BrokenLogException extends IOException {

    private static final long serialVersionUID = 1L;

    public BrokenLogException(IOException cause) {
        // Of a file that ends within the head of its compression, Java says nothing.
        super(cause.getMessage() == null ? "it breaks off" : cause.getMessage(), cause);
    }
}
