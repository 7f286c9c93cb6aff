package org.domainstats.benchmarks;

import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.time.Duration;

/**
 * Load before what is measured, until Java has compiled what is used often: that is done once in a
 * server's life, and takes longer than half a minute of load.
 */
final class WarmUp {

    /** Then what is left of compiling changes a figure by less than its rounds differ. */
    private static final double COMPILER_SHARE = 0.05;

    private static final int LONGEST = 12;

    private WarmUp() {}

    /** One round of load; its result is for the log. */
    @FunctionalInterface
    interface Round {
        Object load() throws IOException, InterruptedException;
    }

    static void run(BenchmarkEnvironment bench, ServerProcess server, Round round)
            throws IOException, InterruptedException {
        double share = 1;
        for (int i = 0; i < LONGEST && share >= COMPILER_SHARE; i++) {
            Duration compilerBefore = server.compilerTime();
            Duration before = server.processorTime();
            Object result = round.load();
            Duration compiler = server.compilerTime().minus(compilerBefore);
            Duration all = server.processorTime().minus(before);
            share = (double) compiler.toNanos() / all.toNanos();
            bench.log("warming up: %s, %.0f %% compiler".formatted(result, 100 * share));
        }
    }
}
