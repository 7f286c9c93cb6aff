package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.Behaviour.Drip;
import org.domainstats.registrykit.Behaviour.Hang;
import org.domainstats.registrykit.Behaviour.Huge;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.torture.Counters.Wrong;

import java.io.IOException;
import java.time.Duration;

/** Registries that answer 100 MB, nothing, nonsense or a byte a second, and a good one. */
record BadRegistries() implements Fault {

    private static final Duration A_WHILE = Duration.ofSeconds(12);
    private static final long HUGE = 100L << 20;
    private static final String BORN = "2001-02-03T04:05:06Z";

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String what() {
        return "registries that answer 100 MB, nothing, nonsense or a byte a second";
    }

    @Override
    public void inflict(TortureEnvironment ground) throws IOException, InterruptedException {
        try (LoopbackInternet internet = internet()) {
            ProgramCommand outward =
                    ground.serveWith(
                            "--rdap-bootstrap",
                            internet.bootstrap(),
                            "--whois-root",
                            internet.whoisRoot(),
                            "--allow-private-registries",
                            "true",
                            "--answer-within",
                            "200ms");
            try (ServerProcess server = ground.start(outward)) {
                try (UnaffectedClient _ = UnaffectedClient.start(server, ground, name());
                        ClientLoad load = ground.load(server)) {
                    load.goOn(A_WHILE);
                    ground.tally().count("answers under load", load.answers());
                }
                askTheGoodOne(server, ground);
                ground.check(server);
                server.kill();
            }
        }
        try (ServerProcess server = ground.start()) {
            ground.check(server);
        }
        ground.tally().count("bad registries", 4);
    }

    private static LoopbackInternet internet() {
        LoopbackInternet internet = LoopbackInternet.start();
        Behaviour.Reply registered = Behaviour.registered(BORN);
        internet.registry("com").otherwise(new Huge(HUGE));
        internet.registry("net").otherwise(new Hang());
        internet.registry("uk").otherwise(Behaviour.says(200, "text/html", "{\"a\":[1,\u0000"));
        internet.registry("io").otherwise(new Drip(registered, 1_000));
        internet.registry("org").otherwise(registered);
        return internet;
    }

    /** The others must not hold it up. */
    private static void askTheGoodOne(ServerProcess server, TortureEnvironment ground)
            throws IOException {
        String name = "good" + ground.random().nextInt(1, 1_000_000) + ".org";
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String answer =
                    client.get("/v1/domains/" + name + "?wait=10s&peek=true")
                            .receive()
                            .bodyOfSuccess();
            if (!answer.contains(BORN)) {
                ground.tally().wrong(Wrong.ANSWERED_WRONGLY, "a good registry beside: " + answer);
            }
        }
    }
}
