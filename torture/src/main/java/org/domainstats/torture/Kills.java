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
    public String what() {
        return "kill -9 under load and during the start, " + times + " times on end";
    }

    @Override
    public void inflict(TortureEnvironment ground) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            if (ground.random().nextInt(4) == 0) {
                killStarting(ground);
            }
            ServerProcess server = ground.start();
            ground.check(server);
            try (ClientLoad load = ground.load(server)) {
                load.goOn(ground.upTo(LONGEST));
                server.kill();
                ground.tally().count("kill -9 under load", 1);
                ground.tally().count("answers under load", load.answers());
            }
        }
        try (ServerProcess server = ground.start()) {
            ground.check(server);
        }
    }

    private static void killStarting(TortureEnvironment ground)
            throws IOException, InterruptedException {
        Process process = ground.serve().start(ground.log());
        Thread.sleep(ground.upTo(START));
        process.destroyForcibly().onExit().join();
        ground.tally().count("kill -9 during the start", 1);
    }
}
