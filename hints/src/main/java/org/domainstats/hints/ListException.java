package org.domainstats.hints;

import java.io.IOException;

/** A list that is not taken; the message says why, and the way out. */
public final class ListException extends IOException {

    private static final long serialVersionUID = 1L;

    ListException(String message) {
        super(message);
    }
}
