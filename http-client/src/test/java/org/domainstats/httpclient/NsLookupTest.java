package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.registrykit.LoopbackResolver.NOERROR;
import static org.domainstats.registrykit.LoopbackResolver.NXDOMAIN;
import static org.domainstats.registrykit.LoopbackResolver.SERVFAIL;

import org.domainstats.registrykit.LoopbackResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Whether a domain exists, as the resolver says. */
class NsLookupTest {

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
        NsLookup lookup = lookup(port);
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
            return lookup(resolver.port()).isNonexistent("example.com");
        }
    }

    private NsLookup lookup(int port) {
        return NsLookup.at(vertx, new HostPort("127.0.0.1", port));
    }
}
