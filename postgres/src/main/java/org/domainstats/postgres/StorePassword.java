package org.domainstats.postgres;

import org.jspecify.annotations.Nullable;

/** Where the password comes from, read anew for each connection so that it can be changed. */
@FunctionalInterface
public interface StorePassword {

    /** The password; null if none is needed. */
    @Nullable String read();
}
