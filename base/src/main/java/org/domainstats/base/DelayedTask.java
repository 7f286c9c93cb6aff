package org.domainstats.base;

import java.time.Duration;

/** Work that decides itself when it is due again. */
@FunctionalInterface
public interface DelayedTask {

    /** Does the work once, and returns the time until it is due again. */
    Duration run() throws Exception;
}
