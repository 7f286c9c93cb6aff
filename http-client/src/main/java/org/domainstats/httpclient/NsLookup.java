package org.domainstats.httpclient;

import io.vertx.core.Future;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;

import org.domainstats.base.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A DNS look-up of a domain's NS records at the local resolver, which tells whether the domain
 * exists. NXDOMAIN is said of the name, whatever type is asked for (RFC 2308, section 2.1). A
 * resolver that fails or does not answer says nothing, and is left alone for a while.
 */
public final class NsLookup {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** Queries at a time: hundreds in one moment overran a resolver, and none had its reply. */
    private static final int MOST_QUERIES = 32;

    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final int DNS_PORT = 53;

    private final SharedVertx vertx;
    private final @Nullable HostPort resolver;
    private final Duration timeout;
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    new CircuitBreaker.Policy(8, Duration.ofSeconds(5), Duration.ofMinutes(2)),
                    System::nanoTime,
                    () -> ThreadLocalRandom.current().nextLong());
    private final Semaphore places = new Semaphore(MOST_QUERIES, true);
    private final Consumer<String> listener;
    private @Nullable DnsClient client;

    private NsLookup(
            SharedVertx vertx,
            @Nullable HostPort resolver,
            Duration timeout,
            Consumer<String> listener) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** The same that tells which domain it is about to ask about. */
    public NsLookup telling(Consumer<String> domains) {
        return new NsLookup(vertx, resolver, timeout, domains);
    }

    /** Asks a resolver at an address. */
    public static NsLookup at(SharedVertx vertx, HostPort resolver) {
        return at(vertx, resolver, TIMEOUT);
    }

    /** The same that waits this long for a reply. */
    static NsLookup at(SharedVertx vertx, HostPort resolver, Duration timeout) {
        return new NsLookup(vertx, resolver, timeout, _ -> {});
    }

    /**
     * Asks the resolver of this machine, the first one in {@code /etc/resolv.conf}; none where
     * there is no such file, as a library's default would be a public resolver far away.
     */
    public static NsLookup system(SharedVertx vertx) {
        return new NsLookup(vertx, systemResolver(), TIMEOUT, _ -> {});
    }

    private static @Nullable HostPort systemResolver() {
        try {
            return Files.readAllLines(RESOLV_CONF).stream()
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                    .map(words -> new HostPort(words[1], DNS_PORT))
                    .findFirst()
                    .orElse(null);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Whether the resolver says that there is no such domain (NXDOMAIN); empty if it does not
     * answer just now. Blocks for a moment.
     */
    public Optional<Boolean> isNonexistent(String domain) {
        if (resolver == null) {
            return Optional.of(false);
        }
        try {
            if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                return breaker.tryAcquire() ? ask(resolver, domain) : Optional.empty();
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Boolean> ask(HostPort server, String domain) throws InterruptedException {
        listener.accept(domain);
        try {
            query(server, domain)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            breaker.succeeded();
            return Optional.of(false);
        } catch (ExecutionException e) {
            return isNonexistent(e.getCause());
        } catch (TimeoutException e) {
            breaker.failed();
            return Optional.empty();
        }
    }

    private Optional<Boolean> isNonexistent(@Nullable Throwable failure) {
        if (!(failure instanceof DnsException reply)) {
            breaker.failed();
            return Optional.empty();
        }
        breaker.succeeded();
        return Optional.of(reply.code() == DnsResponseCode.NXDOMAIN);
    }

    private Future<?> query(HostPort server, String domain) {
        try {
            return client(server).resolveNS(domain);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    private synchronized DnsClient client(HostPort server) {
        if (client == null) {
            client =
                    vertx.get()
                            .createDnsClient(
                                    new DnsClientOptions()
                                            .setHost(server.host())
                                            .setPort(server.port())
                                            .setQueryTimeout(timeout.toMillis()));
        }
        return client;
    }
}
