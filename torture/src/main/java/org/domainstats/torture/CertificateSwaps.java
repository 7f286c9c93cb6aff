package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.SelfSigned;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Certificate and key of a community server replaced again and again, one file after the other and
 * partly with the times of the old ones, while clients connect. Every handshake must succeed.
 */
record CertificateSwaps() implements Fault {

    private static final int SWAPS = 12;
    private static final int CLIENTS = 4;
    private static final Duration BETWEEN_FILES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SWAPS = Duration.ofSeconds(2);
    private static final Duration TAKEN = Duration.ofSeconds(60);

    private static final byte[] QUESTION =
            "{\"action\":\"version\",\"version\":\"0.2\"}".getBytes(US_ASCII);

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String description() {
        return "certificate and key replaced " + SWAPS + " times while clients connect";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(environment.folder().resolve("tls"));
        List<SelfSigned> pairs = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            pairs.add(SelfSigned.in(Files.createDirectories(folder.resolve(name)), name));
        }
        SelfSigned served = new SelfSigned(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        replace(pairs.getFirst().certificate(), served.certificate(), false);
        replace(pairs.getFirst().key(), served.key(), false);
        try (ServerProcess server = start(environment, folder, served)) {
            URI url = server.address("https");
            try (TlsClients _ = new TlsClients(url, environment.counters(), CLIENTS)) {
                for (int i = 1; i <= SWAPS; i++) {
                    swap(pairs.get(i % 2), served, environment.random());
                    Thread.sleep(BETWEEN_SWAPS);
                }
            }
            environment.counters().count("certificates replaced", SWAPS);
            awaitServed("CN=one", url, environment.counters());
        }
    }

    private static ServerProcess start(
            TortureEnvironment environment, Path folder, SelfSigned served) throws IOException {
        return ServerProcess.awaitReady(
                environment
                        .elsewhere(folder.resolve("data"))
                        .command("community", "--community-port", "0")
                        .with("--community-https-port", "0", "--rdap", "off", "--whois", "off")
                        .with("--tls-certificate", served.certificate().toString())
                        .with("--tls-key", served.key().toString())
                        .start(environment.log()));
    }

    /** Either file may be first, and a copy may keep the time of the file it replaces. */
    private static void swap(SelfSigned from, SelfSigned served, RandomGenerator random)
            throws IOException, InterruptedException {
        boolean keepTimes = random.nextBoolean();
        boolean keyFirst = random.nextBoolean();
        if (keyFirst) {
            replace(from.key(), served.key(), keepTimes);
        } else {
            replace(from.certificate(), served.certificate(), keepTimes);
        }
        Thread.sleep(random.nextLong(BETWEEN_FILES.toMillis()));
        if (keyFirst) {
            replace(from.certificate(), served.certificate(), keepTimes);
        } else {
            replace(from.key(), served.key(), keepTimes);
        }
    }

    private static void replace(Path from, Path to, boolean keepTime) throws IOException {
        FileTime time =
                keepTime && Files.exists(to)
                        ? Files.getLastModifiedTime(to)
                        : FileTime.from(Instant.now());
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        Files.write(beside, Files.readAllBytes(from));
        Files.setLastModifiedTime(beside, time);
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitServed(String subject, URI url, Counters counters)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        String seen;
        do {
            seen = ask(url);
            if (seen.equals(subject)) {
                return;
            }
            Thread.sleep(BETWEEN_FILES);
        } while (System.nanoTime() - start < TAKEN.toNanos());
        counters.violation(
                Violation.NOT_RECOVERED, "the certificate served is " + seen + ", not " + subject);
    }

    /** One question over a connection of its own; the subject of the certificate. */
    static String ask(URI url) throws IOException {
        try (SSLSocket socket = (SSLSocket) trustingAll().getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            socket.startHandshake();
            RawHttpClient client = new RawHttpClient(socket, url.getAuthority());
            client.post("/v1/community", QUESTION, "Content-Type: application/json");
            client.receive().bodyOfSuccess();
            X509Certificate certificate =
                    (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
