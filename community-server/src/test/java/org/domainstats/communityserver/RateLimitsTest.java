package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityserver.CommunitySettings.Rates;
import org.domainstats.protocol.ClientId;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

class RateLimitsTest {

    private long now;
    private final RateLimits limits = new RateLimits(new Rates(10, 5), () -> now);

    @Test
    void clientHasTwiceItsRateAtOnceThenItsRate() {
        ClientId client = new ClientId("a");
        for (int i = 0; i < 20; i++) {
            assertThat(limits.allows(client)).isTrue();
        }
        assertThat(limits.allows(client)).isFalse();
        assertThat(limits.allows(new ClientId("b"))).isTrue();
        now += TimeUnit.MILLISECONDS.toNanos(100);
        assertThat(limits.allows(client)).isTrue();
        assertThat(limits.allows(client)).isFalse();
    }

    @Test
    void addressesOfOneNetworkShareTheirLimit() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.allows(InetAddress.ofLiteral("2001:db8::" + i))).isTrue();
        }
        assertThat(limits.allows(InetAddress.ofLiteral("2001:db8::ffff"))).isFalse();
        assertThat(limits.allows(InetAddress.ofLiteral("2001:db8:0:1::1"))).isTrue();
        assertThat(limits.allows(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
    }

    @Test
    void thisMachineIsNotLimited() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.allows(InetAddress.getLoopbackAddress())).isTrue();
        }
    }
}
