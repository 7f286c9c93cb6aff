package org.domainstats.registry;

import java.time.Duration;

/** Port to the passing of time. */
interface Delay {

    void sleep(Duration time) throws InterruptedException;
}
