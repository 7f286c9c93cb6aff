package org.domainstats.registry;

import java.time.Clock;
import java.util.random.RandomGenerator;

/** Time and chance, as the limits of hosts need them. */
record ClockAndRandom(Clock clock, Delay delay, RandomGenerator random) {}
