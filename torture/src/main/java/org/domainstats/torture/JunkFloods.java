package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Thousands of names that nobody has registered, and one that somebody has, at a registry that
 * takes one request a second. The real name's date must not wait for the junk, whether another
 * client asks for it, the same one in a later request, or the same batch.
 */
record JunkFloods(int names) implements Fault {

    private static final String BORN = "2001-02-03T04:05:06Z";

    /** A client beside 127.0.0.1; on Linux the whole of 127/8 is loopback. */
    private static final String OTHER_CLIENT = "127.0.0.2";

    /** A few turns of the registry, and much for a busy machine; the flood itself needs hours. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String description() {
        return names + " unregistered names at once, and a real one amid them";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        String run = Integer.toHexString(environment.random().nextInt(1 << 24));
        String[] real = {"other" + run + ".com", "later" + run + ".com", "amid" + run + ".com"};
        try (LoopbackInternet internet = LoopbackInternet.start()) {
            LoopbackRegistry registry =
                    internet.registry("com").otherwise(new Behaviour.Unregistered());
            for (String name : real) {
                registry.on(name, Behaviour.registered(BORN));
            }
            ProgramCommand outward =
                    environment.serveWith(
                            "--rdap-bootstrap",
                            internet.bootstrap(),
                            "--whois-root",
                            internet.whoisRoot(),
                            "--allow-private-registries",
                            "--answer-within",
                            "250ms");
            try (ServerProcess server = environment.start(outward)) {
                try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name())) {
                    flood(server.url(), run, real[2]);
                    environment.counters().count("junk names", names);
                    awaitDate(real[0], OTHER_CLIENT, server.url(), environment);
                    awaitDate(real[1], "127.0.0.1", server.url(), environment);
                    awaitDate(real[2], "127.0.0.1", server.url(), environment);
                }
                environment.check(server);
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private void flood(URI server, String run, String real) throws IOException {
        StringBuilder lines = new StringBuilder(names * 24);
        for (int i = 0; i < names; i++) {
            lines.append(
                    i == names / 2 ? real : String.format(Locale.ROOT, "x%s-%05d.com", run, i));
            lines.append('\n');
        }
        try (RawHttpClient client = new RawHttpClient(server)) {
            client.post("/v1/domains", lines.toString().getBytes(US_ASCII));
            client.receiveLines(line -> {});
        }
    }

    private static void awaitDate(
            String name, String from, URI server, TortureEnvironment environment)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        String answer;
        do {
            try (RawHttpClient client = client(from, server)) {
                answer = client.get("/v1/domains/" + name + "?wait=2s").receive().bodyOfSuccess();
            }
            if (answer.contains(BORN)) {
                environment.counters().count("real names answered amid junk", 1);
                environment.counters().answered(Duration.ofNanos(System.nanoTime() - start));
                return;
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() - start < LONGEST.toNanos());
        environment
                .counters()
                .violation(
                        Violation.TOO_SLOW,
                        name + " has no date " + LONGEST.toSeconds() + " s after junk: " + answer);
    }

    private static RawHttpClient client(String from, URI server) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        return new RawHttpClient(socket, server.getAuthority());
    }
}
