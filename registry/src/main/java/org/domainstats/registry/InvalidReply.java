package org.domainstats.registry;

import java.io.IOException;

/** A reply that breaks its protocol or our bounds. The message is ours and fit for people. */
final class InvalidReply extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidReply(String message) {
        super(message);
    }
}
