package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.Behaviour.Drip;
import org.domainstats.registrykit.Behaviour.Hang;
import org.domainstats.registrykit.Behaviour.Huge;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.torture.ledger.Counters.Violation;

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
    public String description() {
        return "registries that answer 100 MB, nothing, nonsense or a byte a second";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        try (LoopbackInternet internet = internet()) {
            ProgramCommand outward =
                    environment.serveWith(
                            "--rdap-bootstrap",
                            internet.bootstrap(),
                            "--whois-root",
                            internet.whoisRoot(),
                            "--allow-private-registries",
                            "true",
                            "--answer-within",
                            "200ms");
            try (ServerProcess server = environment.start(outward)) {
                try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name());
                        ClientLoad load = environment.load(server)) {
                    load.runFor(A_WHILE);
                    environment.counters().count("answers under load", load.answers());
                }
                askTheGoodOne(server, environment);
                environment.check(server);
                server.kill();
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
        environment.counters().count("bad registries", 4);
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
    private static void askTheGoodOne(ServerProcess server, TortureEnvironment environment)
            throws IOException {
        String name = "good" + environment.random().nextInt(1, 1_000_000) + ".org";
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String answer =
                    client.get("/v1/domains/" + name + "?wait=10s&peek=true")
                            .receive()
                            .bodyOfSuccess();
            if (!answer.contains(BORN)) {
                environment
                        .counters()
                        .violation(Violation.WRONG_ANSWER, "a good registry beside: " + answer);
            }
        }
    }
}
