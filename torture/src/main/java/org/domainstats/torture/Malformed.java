package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.Counters.Wrong;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Requests of every malformed kind, and good ones pipelined, cut into pieces and before bad. */
record Malformed() implements Fault {

    private static final int ROUNDS = 3;
    private static final int MOST_PIPELINED = 100;

    @Override
    public String name() {
        return "malformed";
    }

    @Override
    public String what() {
        return "requests of every malformed kind, and good ones pipelined and split at every byte";
    }

    @Override
    public void inflict(TortureEnvironment ground) throws IOException, InterruptedException {
        SplittableRandom random = ground.random();
        try (ServerProcess server = ground.start()) {
            try (UnaffectedClient _ = UnaffectedClient.start(server, ground, name())) {
                for (int i = 0; i < ROUNDS; i++) {
                    for (MalformedRequest oddity : MalformedRequest.all(random)) {
                        send(oddity, server, ground);
                    }
                    pipeline(3, 1, server, ground);
                    pipeline(random.nextInt(1, MOST_PIPELINED + 1), 500, server, ground);
                    pipeline(MOST_PIPELINED, Integer.MAX_VALUE, server, ground);
                }
            }
            ground.check(server);
        }
    }

    /** After some good requests or none, all of whose answers must come before. */
    private static void send(
            MalformedRequest oddity, ServerProcess server, TortureEnvironment ground)
            throws IOException {
        int before = ground.random().nextInt(3);
        byte[] good =
                "GET /google.com?peek=true HTTP/1.1\r\nHost: t\r\n\r\n"
                        .repeat(before)
                        .getBytes(StandardCharsets.US_ASCII);
        List<Integer> statuses = new ArrayList<>();
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.send(good).send(oddity.octets()).endOutput();
            while (statuses.size() <= before + 10) {
                statuses.add(client.receive().status());
            }
        } catch (EOFException e) {
            statuses.add(MalformedRequest.CLOSED);
        } catch (SocketException e) {
            // Reset while we were still sending: it does not listen any more.
            statuses.add(MalformedRequest.CLOSED);
        }
        ground.tally().count("malformed requests", 1);
        boolean right =
                statuses.size() > before
                        && statuses.subList(0, before).stream().allMatch(status -> status == 200)
                        && oddity.statuses().contains(statuses.get(before));
        if (!right) {
            ground.tally()
                    .wrong(
                            Wrong.ANSWERED_WRONGLY,
                            oddity.name() + " after " + before + " good ones got " + statuses);
        }
    }

    /** Many good requests at once, in pieces of random sizes up to this. */
    private static void pipeline(
            int requests, int piece, ServerProcess server, TortureEnvironment ground)
            throws IOException {
        Ledger ledger = ground.ledger();
        SplittableRandom random = ground.random();
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
                ledger.said(site, ReportedContact.of(answer));
                if (!answer.contains("\"site\":\"" + NumberedNames.site(site) + '"')) {
                    ground.tally()
                            .wrong(Wrong.ANSWERED_WRONGLY, "pipelined out of order: " + answer);
                }
            }
        }
        ground.tally().count("pipelined requests", requests);
    }
}
