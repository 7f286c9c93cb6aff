package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.Behaviour.Drip;
import org.domainstats.registrykit.Behaviour.Hang;
import org.domainstats.registrykit.Behaviour.Huge;
import org.domainstats.registrykit.Behaviour.Reset;
import org.domainstats.registrykit.LoopbackRegistry;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What holds of a registry that misbehaves, whatever the protocol. */
interface OverTheWire {

    Duration SHORT = Duration.ofMillis(400);

    Loopback loopback();

    /** The registry of {@code .com}. */
    LoopbackRegistry registry();

    /** The most bytes that are read of a reply. */
    int largest();

    @Test
    default void aHostThatHangsIsLeftAtTheDeadline() {
        registry().on("example.com", new Hang());

        assertSlow();
    }

    @Test
    default void aHostThatDripsIsLeftAtTheDeadline() {
        registry().on("example.com", new Drip(Behaviour.says(200, "", "x".repeat(1_000)), 50));

        assertSlow();
    }

    private void assertSlow() {
        loopback().deadline = SHORT;

        assertThat(unreachable("example.com")).contains("did not answer in time");
    }

    @Test
    default void aHundredMegabytesAreNotRead() {
        registry().on("example.com", new Huge(100 << 20));

        assertThat(unreachable("example.com")).contains("larger than " + largest() + " bytes");
    }

    @Test
    default void aResetIsAFault() {
        registry().on("example.com", new Reset());

        assertThat(unreachable("example.com")).startsWith("127.0.0.1: ");
    }

    @Test
    default void nobodyListensIsAFault() {
        registry().close();

        assertThat(unreachable("example.com")).contains("could not be reached");
    }

    /** Asks, and returns why that failed. */
    default String unreachable(String domain) {
        RegistrationOutcome outcome = loopback().fetch(domain);
        assertThat(outcome).isInstanceOf(Unreachable.class);
        return ((Unreachable) outcome).reason();
    }
}
