package org.domainstats.sourcecheck;

import org.domainstats.httpclient.HostPort;
import org.domainstats.httpclient.SharedVertx;
import org.domainstats.httpclient.TrustedAuthorities;
import org.domainstats.model.DomainName;
import org.domainstats.registry.RegistrySettings;
import org.domainstats.registry.RegistrySource;
import org.domainstats.registry.RegistryStorage;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.store.DailyCounts;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Registries on loopback and a source that asks them. */
final class Registries implements AutoCloseable {

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final SharedVertx vertx = new SharedVertx();

    LoopbackInternet internet() {
        return internet;
    }

    LoopbackRegistry registry(String tld) {
        return internet.registry(tld);
    }

    /** What a check says of one domain. */
    CheckedDomain check(Path folder, String domain, @Nullable String known) {
        SampledDomain sampled =
                new SampledDomain(
                        new DomainName(domain), known == null ? null : Instant.parse(known));
        return check(folder).run(List.of(sampled), _ -> {}, () -> true).getFirst();
    }

    SourceCheck check(Path folder) {
        RegistrySettings settings =
                new RegistrySettings(
                        true,
                        true,
                        internet.bootstrap(),
                        HostPort.parse(internet.whoisRoot(), 43),
                        true,
                        Map.of(),
                        Duration.ofSeconds(30),
                        "",
                        TrustedAuthorities.java(),
                        null);
        return new SourceCheck(
                new RegistrySource(
                        settings,
                        new RegistryStorage(folder, new NoBudget()),
                        vertx,
                        Clock.systemUTC(),
                        new Random(7)));
    }

    @Override
    public void close() {
        vertx.close();
        internet.close();
    }

    private static final class NoBudget implements DailyCounts {

        @Override
        public int add(String host, LocalDate day, int times) {
            return 0;
        }

        @Override
        public int count(String host, LocalDate day) {
            return 0;
        }
    }
}
