package org.domainstats.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;

/** Who fails waits longer and longer; nobody else does, and what is remembered is bounded. */
final class SignInThrottleTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private long now;
    private final SignInThrottle throttle = new SignInThrottle(() -> now);

    private void fail(InetAddress client, int times) {
        for (int i = 0; i < times; i++) {
            Duration wait = throttle.tryAttempt(client);
            now += wait.toNanos();
            if (!wait.isZero()) {
                assertThat(throttle.tryAttempt(client)).isZero();
            }
        }
    }

    @Test
    void waitDoublesUpToHalfAMinute() {
        fail(ONE, 5);
        assertThat(throttle.tryAttempt(ONE)).isEqualTo(Duration.ofSeconds(1));
        now += Duration.ofSeconds(1).toNanos();
        assertThat(throttle.tryAttempt(ONE)).isZero();
        assertThat(throttle.tryAttempt(ONE)).isEqualTo(Duration.ofSeconds(2));
        fail(ONE, 50);
        assertThat(throttle.tryAttempt(ONE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void othersAreNotKeptWaiting() {
        fail(ONE, 20);
        assertThat(throttle.tryAttempt(ONE)).isPositive();
        assertThat(throttle.tryAttempt(OTHER)).isZero();
    }

    @Test
    void successAndTimeClearTheRecord() {
        fail(ONE, 5);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(throttle.tryAttempt(ONE)).isZero();
        throttle.succeeded(ONE);
        assertThat(throttle.tryAttempt(ONE)).isZero();

        fail(OTHER, 9);
        now += Duration.ofMinutes(16).toNanos();
        fail(OTHER, 4);
        assertThat(throttle.tryAttempt(OTHER)).isZero();
    }

    @Test
    void ipv6IsOneNetworkOfHosts() {
        fail(InetAddress.ofLiteral("2001:db8:1:2::1"), 9);
        assertThat(throttle.tryAttempt(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isPositive();
        assertThat(throttle.tryAttempt(InetAddress.ofLiteral("2001:db8:1:3::1"))).isZero();
    }

    @Test
    void floodOfAddressesIsForgottenFromItsBeginning() {
        fail(ONE, 9);
        for (int i = 0; i < 4_096; i++) {
            fail(InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256), 6);
        }
        assertThat(throttle.networks()).isEqualTo(4_096);
        assertThat(throttle.tryAttempt(ONE)).isZero();
        assertThat(throttle.tryAttempt(InetAddress.ofLiteral("10.0.15.255"))).isPositive();
    }
}
