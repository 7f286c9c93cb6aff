package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.registrykit.LoopbackResolver.NOERROR;
import static org.domainstats.registrykit.LoopbackResolver.NXDOMAIN;
import static org.domainstats.registrykit.LoopbackResolver.SERVFAIL;

import org.domainstats.registrykit.LoopbackResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/** Whether a domain exists, as the resolver says. */
class NsLookupTest {

    /** A busy machine may take more than the half second that a resolver has. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @AutoClose private final SharedVertx vertx = new SharedVertx();

    @Test
    void onlyNxdomainMeansThatADomainDoesNotExist() {
        assertThat(isNonexistent(NXDOMAIN)).contains(true);
        assertThat(isNonexistent(NOERROR)).contains(false);
        assertThat(isNonexistent(SERVFAIL)).contains(false);
    }

    @Test
    void aResolverThatIsGoneSaysNothingAndIsLeftAlone() {
        int port;
        try (LoopbackResolver resolver = LoopbackResolver.start(0, name -> NXDOMAIN)) {
            port = resolver.port();
        }
        NsLookup lookup = NsLookup.at(vertx, address(port));
        for (int i = 0; i < 20; i++) {
            assertThat(lookup.isNonexistent("example.com")).isEmpty();
        }
        try (LoopbackResolver resolver = LoopbackResolver.start(port, name -> NXDOMAIN)) {
            assertThat(lookup.isNonexistent("example.com")).isEmpty();
            assertThat(resolver.queries()).isZero();
        }
    }

    private Optional<Boolean> isNonexistent(int code) {
        try (LoopbackResolver resolver = LoopbackResolver.start(0, name -> code)) {
            return NsLookup.at(vertx, address(resolver.port()), PATIENT)
                    .isNonexistent("example.com");
        }
    }

    private static HostPort address(int port) {
        return new HostPort("127.0.0.1", port);
    }
}
