package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.NumberedNames;
import org.domainstats.torture.ledger.ReportedContact;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Requests of every malformed kind, and good ones pipelined, split into pieces and before bad. */
record MalformedRequests() implements Fault {

    private static final int ROUNDS = 3;
    private static final int MOST_PIPELINED = 100;

    @Override
    public String name() {
        return "malformed";
    }

    @Override
    public String description() {
        return "requests of every malformed kind, and good ones pipelined and split at every byte";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        SplittableRandom random = environment.random();
        try (ServerProcess server = environment.start()) {
            try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name())) {
                for (int i = 0; i < ROUNDS; i++) {
                    for (MalformedRequest request : MalformedRequest.all(random)) {
                        send(request, server, environment);
                    }
                    pipeline(3, 1, server, environment);
                    pipeline(random.nextInt(1, MOST_PIPELINED + 1), 500, server, environment);
                    pipeline(MOST_PIPELINED, Integer.MAX_VALUE, server, environment);
                }
            }
            environment.check(server);
        }
    }

    /** After some good requests or none, all of whose answers must come before. */
    private static void send(
            MalformedRequest request, ServerProcess server, TortureEnvironment environment)
            throws IOException {
        int before = environment.random().nextInt(3);
        byte[] good =
                "GET /google.com?peek=true HTTP/1.1\r\nHost: t\r\n\r\n"
                        .repeat(before)
                        .getBytes(StandardCharsets.US_ASCII);
        List<Integer> statuses = new ArrayList<>();
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.send(good).send(request.octets());
            for (int i = 0; i < before; i++) {
                statuses.add(client.receive().status());
            }
            if (request.statuses().contains(MalformedRequest.CLOSED)) {
                // Else the server may wait for more. Who ends his half gets no more answers.
                client.endOutput();
            }
            statuses.add(client.receive().status());
        } catch (EOFException e) {
            statuses.add(MalformedRequest.CLOSED);
        } catch (SocketException e) {
            // Reset while we were still sending: the server reads no more.
            statuses.add(MalformedRequest.CLOSED);
        }
        environment.counters().count("malformed requests", 1);
        boolean right =
                statuses.size() > before
                        && statuses.subList(0, before).stream().allMatch(status -> status == 200)
                        && request.statuses().contains(statuses.get(before));
        if (!right) {
            environment
                    .counters()
                    .violation(
                            Violation.WRONG_ANSWER,
                            request.name() + " after " + before + " good ones got " + statuses);
        }
    }

    /** Many good requests at once, in pieces of random sizes up to this. */
    private static void pipeline(
            int requests, int piece, ServerProcess server, TortureEnvironment environment)
            throws IOException {
        Ledger ledger = environment.ledger();
        SplittableRandom random = environment.random();
        List<Integer> sites = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            int site = ledger.fresh();
            sites.add(site);
            text.append("GET /v1/domains/")
                    .append(NumberedNames.site(site))
                    .append(random.nextBoolean() ? "" : "?wait=1s")
                    .append(" HTTP/1.1\r\nHost: t\r\n\r\n");
        }
        byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            for (int from = 0; from < octets.length; ) {
                int size =
                        Math.min(octets.length - from, piece == 1 ? 1 : random.nextInt(1, piece));
                client.send(Arrays.copyOfRange(octets, from, from + size));
                from += size;
            }
            for (int site : sites) {
                String answer = client.receive().bodyOfSuccess();
                ledger.answered(site, ReportedContact.of(answer));
                if (!answer.contains("\"site\":\"" + NumberedNames.site(site) + '"')) {
                    environment
                            .counters()
                            .violation(Violation.WRONG_ANSWER, "pipelined out of order: " + answer);
                }
            }
        }
        environment.counters().count("pipelined requests", requests);
    }
}
