package org.domainstats.torture;

import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that go on connecting over TLS, and want every handshake and answer to succeed. */
final class TlsClients implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final URI server;
    private final Counters counters;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> clients = new ArrayList<>();

    TlsClients(URI server, Counters counters, int number) {
        this.server = server;
        this.counters = counters;
        for (int i = 0; i < number; i++) {
            clients.add(Thread.ofVirtual().start(this::connectAgainAndAgain));
        }
    }

    private void connectAgainAndAgain() {
        try {
            while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    CertificateSwaps.ask(server);
                    counters.count("TLS connections during replacements", 1);
                } catch (IOException e) {
                    counters.violation(Violation.WRONG_ANSWER, "TLS during a replacement: " + e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
