package org.domainstats.registry;

import org.domainstats.httpclient.Resolver;
import org.domainstats.httpclient.SystemResolver;
import org.domainstats.registrationdata.WhoisParser;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What tests replace: clock, random numbers, and the executor of background work. */
record Environment(
        Clock clock,
        RandomGenerator random,
        Delay delay,
        Resolver resolver,
        Executor background,
        WhoisReader whoisReader) {

    static Environment of(Clock clock, RandomGenerator random) {
        return new Environment(
                clock,
                random,
                Thread::sleep,
                new SystemResolver(),
                task -> Thread.ofVirtual().name("rdap-bootstrap").start(task),
                (text, host, queried) -> new WhoisParser(clock).read(text, queried));
    }
}
