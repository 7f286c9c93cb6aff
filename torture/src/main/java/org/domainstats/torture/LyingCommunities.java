package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.time.Duration;

/** Community servers that reply garbage, forgeries, too much, too little or nothing. */
record LyingCommunities() implements Fault {

    private static final Duration A_WHILE = Duration.ofSeconds(6);

    @Override
    public String name() {
        return "community";
    }

    @Override
    public String description() {
        return "a community server whose replies over UDP and HTTP are broken in every way";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (LyingServer liar = LyingServer.start(environment.random().split())) {
            for (String address : new String[] {liar.udp(), liar.http()}) {
                ProgramCommand member =
                        environment
                                .serve()
                                .with("--community", address, "--answer-within", "300ms");
                try (ServerProcess server = environment.start(member)) {
                    environment.underLoad(server, name(), A_WHILE, "by a reply of the community");
                    environment.check(server);
                    server.kill();
                }
            }
            environment.counters().count("lies of a community server", liar.lies());
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }
}
