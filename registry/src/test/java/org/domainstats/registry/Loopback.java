package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.BlockingHttpClient;
import org.domainstats.httpclient.ConnectionException;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.HttpClientSettings;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.registrations.RegistrationSource.Trace;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A registry source on a loopback Internet, with a clock that only sleeping moves. */
final class Loopback implements AfterEachCallback {

    final LoopbackInternet internet = LoopbackInternet.start();
    final FakeTime time = new FakeTime();
    final InMemoryDailyCounts budget = new InMemoryDailyCounts();
    final List<String> steps = new CopyOnWriteArrayList<>();
    final Path data = folder();
    final SharedVertx vertx = new SharedVertx();

    /** What names resolve to that are not addresses themselves. */
    final Map<String, String> names = new ConcurrentHashMap<>();

    boolean rdap = true;
    boolean whois = true;
    boolean allowPrivate = true;
    Map<String, RegistryOverride> overrides = Map.of();

    /** Tests that wait for it choose a short one; the others may run on a busy machine. */
    Duration deadline = Duration.ofSeconds(60);

    private static Path folder() {
        try {
            return Files.createTempDirectory("domain-stats-registry");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RegistrySource source() {
        return new RegistrySource(settings(), storage(), vertx, outside());
    }

    RegistrationOutcome fetch(String domain) {
        return source().fetch(new DomainName(domain), trace());
    }

    RegistryStorage storage() {
        return new RegistryStorage(data, budget);
    }

    Trace trace() {
        return steps::add;
    }

    RegistrySettings settings() {
        return new RegistrySettings(
                rdap,
                whois,
                internet.bootstrap(),
                HostPort.parse(internet.whoisRoot(), 43),
                allowPrivate,
                overrides,
                deadline,
                "security@example.org",
                TrustedAuthorities.java(),
                null);
    }

    Environment outside() {
        return new Environment(
                time,
                new Random(7),
                time,
                this::resolve,
                Runnable::run,
                Environment.of(time, new Random(7)).whoisReader());
    }

    private List<InetAddress> resolve(String host, Deadline deadline) throws ExchangeException {
        String address = names.getOrDefault(host, host);
        try {
            if (address.matches("[0-9.]+|\\[?[0-9a-f:]+\\]?")) {
                return List.of(InetAddress.getAllByName(address));
            }
        } catch (UnknownHostException e) {
            throw new ConnectionException("its name has no address", e);
        }
        throw new ConnectionException("tests stay off the network: " + host, null);
    }

    /** A client as registries are asked with, for addresses that a test allows. */
    BlockingHttpClient http(Predicate<InetAddress> allowed) {
        return new BlockingHttpClient(
                vertx,
                new HttpClientSettings(
                        "test",
                        new AllowedAddresses(this::resolve, allowed),
                        TrustedAuthorities.java(),
                        2,
                        Duration.ofSeconds(30)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        vertx.close();
        internet.close();
        try (var files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
