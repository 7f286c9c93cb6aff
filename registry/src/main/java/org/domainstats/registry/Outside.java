package org.domainstats.registry;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What tests replace: time, chance, names, and where work goes on behind. */
record Outside(
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper,
        Resolver resolver,
        Executor background,
        WhoisReader whoisReader) {

    static Outside of(Clock clock, RandomGenerator random) {
        return new Outside(
                clock,
                random,
                Thread::sleep,
                Resolver.system(),
                task -> Thread.ofVirtual().name("rdap-bootstrap").start(task),
                (text, host, asked) -> new WhoisParser(clock).read(text, asked));
    }
}
