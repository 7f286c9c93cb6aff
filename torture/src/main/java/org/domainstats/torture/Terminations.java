package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters;

import java.io.IOException;
import java.time.Duration;

/** SIGTERM under load: the server ends soon, and by itself. */
record Terminations() implements Fault {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration WITHIN = Duration.ofSeconds(15);

    /** What the shell calls a process that was ended by SIGTERM. */
    private static final int TERMINATED = 143;

    @Override
    public String name() {
        return "term";
    }

    @Override
    public String description() {
        return "SIGTERM under load";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (ServerProcess server = environment.start();
                ClientLoad load = environment.load(server)) {
            load.runFor(environment.upTo(LONGEST));
            int code = server.stop(WITHIN);
            environment.counters().count("SIGTERM under load", 1);
            environment.counters().count("answers under load", load.answers());
            if (code != TERMINATED && code != 0) {
                environment
                        .counters()
                        .violation(
                                Counters.Violation.NOT_RECOVERED,
                                "SIGTERM ended the server with code " + code);
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }
}
