package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RegistrySourceTest {

    @TempDir Path data;

    private final LoopbackInternet internet = LoopbackInternet.start();
    private final List<String> steps = new ArrayList<>();

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    void rdapTellsTheDateAndTheTraceTellsWhichEventGaveIt() {
        internet.registry("com").on("example.com", Behaviour.registered("2001-02-03T04:05:06Z"));

        assertThat(source().fetch(new DomainName("example.com"), steps::add))
                .isEqualTo(
                        new Registered(
                                Instant.parse("2001-02-03T04:05:06Z"),
                                null,
                                Precision.SECOND,
                                null,
                                Source.RDAP));
        assertThat(steps)
                .anyMatch(step -> step.contains("event registration 2001-02-03T04:05:06Z"));
    }

    @Test
    void notFoundAtTheRegistryIsUnregistered() {
        LoopbackRegistry registry = internet.registry("com");

        assertThat(source().fetch(new DomainName("nobody.com"), steps::add))
                .isEqualTo(new Unregistered(Source.RDAP));
        assertThat(registry.asked()).hasSize(1);
    }

    private RegistrySource source() {
        RegistrySettings settings =
                new RegistrySettings(
                        true,
                        true,
                        internet.bootstrap(),
                        HostPort.parse(internet.whoisRoot(), 43),
                        true,
                        java.util.Map.of(),
                        Duration.ofSeconds(5),
                        "");
        return new RegistrySource(
                settings,
                data,
                new CountedInMemory(),
                java.time.Clock.systemUTC(),
                new java.util.Random(1));
    }
}
