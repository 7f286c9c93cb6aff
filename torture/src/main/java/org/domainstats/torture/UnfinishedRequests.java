package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that each hold as much of a request as they may, or send requests without a pause,
 * while another client wants its answers. A thousand of them took all memory, or all time.
 */
record UnfinishedRequests(int connections) implements Fault {

    private static final String GET = "GET /google.com HTTP/1.1\r\nHost: localhost\r\n";

    /** Many fields, a long one, a body without its end, and more requests than are read at once. */
    private static final List<String> KINDS =
            List.of(
                    GET + "a:b\r\n".repeat(3_000),
                    GET + "X: " + "x".repeat(15_000),
                    GET + "Content-Length: 65535\r\n\r\n" + "x".repeat(65_000),
                    (GET + "\r\n").repeat(1_000));

    @Override
    public String name() {
        return "unfinished";
    }

    @Override
    public String description() {
        return connections + " connections with requests that do not end, and somebody else";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        List<RawHttpClient> clients = new ArrayList<>();
        try (ServerProcess server = environment.start();
                UnaffectedClient unaffected = UnaffectedClient.start(server, environment, name())) {
            for (int i = 0; i < connections; i++) {
                RawHttpClient client = new RawHttpClient(server.url());
                clients.add(client);
                send(client, KINDS.get(i % KINDS.size()), environment.counters());
            }
            unaffected.stop();
            environment.check(server);
        } finally {
            for (RawHttpClient client : clients) {
                client.close();
            }
        }
    }

    private static void send(RawHttpClient client, String octets, Counters counters) {
        try {
            client.send(octets);
            counters.count("unfinished requests", 1);
        } catch (IOException e) {
            counters.count("unfinished requests that were cut off", 1);
        }
    }
}
