package org.domainstats.events;

import org.domainstats.httpclient.SharedVertx;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What outputs share with the rest of the process.
 *
 * @param version of this program
 * @param nanoTime the monotonic clock
 */
public record OutputParts(
        SharedVertx vertx, String version, InstantSource clock, LongSupplier nanoTime) {}
