package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small gzip bodies that inflate to gigabytes, while another client wants its answers. */
record GzipBombs() implements Fault {

    private static final int BOMBS = 6;

    /** Inflated; about a thousandth of it is sent. */
    private static final long SIZE = 2L << 30;

    private static final int BLOCK = 1 << 20;

    /** What the inflated body repeats: blank lines, an endless line, rows that are none. */
    private static final List<String> CONTENTS = List.of("\n", "\0", "[", "\"\"\n");

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public String description() {
        return BOMBS + " gzip bodies at a time that inflate to 2 GiB each";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        String content = CONTENTS.get(environment.random().nextInt(CONTENTS.size()));
        byte[] bomb = bomb(content);
        try (ServerProcess server = environment.start()) {
            try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name())) {
                List<Thread> senders = new ArrayList<>();
                for (int i = 0; i < BOMBS; i++) {
                    senders.add(
                            Thread.ofVirtual()
                                    .start(() -> send(bomb, server.url(), environment.counters())));
                }
                for (Thread sender : senders) {
                    sender.join();
                }
            }
            environment.counters().count("gzip bombs", BOMBS);
            environment.check(server);
        }
    }

    private static byte[] bomb(String content) throws IOException {
        byte[] pattern = content.getBytes(US_ASCII);
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < block.length; i++) {
            block[i] = pattern[i % pattern.length];
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, BLOCK)) {
            for (long size = 0; size < SIZE; size += BLOCK) {
                gzip.write(block);
            }
        }
        return compressed.toByteArray();
    }

    /** A refusal, an end of the connection and an answer are all right; to hold it is not. */
    private static void send(byte[] bomb, URI server, Counters counters) {
        try (RawHttpClient client = new RawHttpClient(server)) {
            client.post("/v1/domains", bomb, "Content-Encoding: gzip");
            int status = client.receiveLines(line -> {});
            counters.count("gzip bombs answered with " + status, 1);
        } catch (SocketTimeoutException e) {
            counters.violation(
                    Violation.NOT_RECOVERED, "a gzip bomb of 2 GiB was neither taken nor refused");
        } catch (IOException e) {
            counters.count("gzip bombs that ended the connection", 1);
        }
    }
}
