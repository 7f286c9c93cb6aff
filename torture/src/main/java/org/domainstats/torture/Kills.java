package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.time.Duration;

/** {@code kill -9} again and again, under load and in the middle of the start. */
record Kills(int times) implements Fault {

    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration START = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String description() {
        return "kill -9 under load and during the start, " + times + " times on end";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            if (environment.random().nextInt(4) == 0) {
                killStarting(environment);
            }
            ServerProcess server = environment.start();
            environment.check(server);
            try (ClientLoad load = environment.load(server)) {
                load.runFor(environment.upTo(LONGEST));
                server.kill();
                environment.counters().count("kill -9 under load", 1);
                environment.counters().count("answers under load", load.answers());
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private static void killStarting(TortureEnvironment environment)
            throws IOException, InterruptedException {
        Process process = environment.serve().start(environment.log());
        Thread.sleep(environment.upTo(START));
        process.destroyForcibly().onExit().join();
        environment.counters().count("kill -9 during the start", 1);
    }
}
