package org.domainstats.registry;

import java.io.IOException;

/** A place where a registry would have us go, and where we do not go. */
final class ForbiddenTarget extends IOException {

    private static final long serialVersionUID = 1L;

    ForbiddenTarget(String message) {
        super(message);
    }
}
