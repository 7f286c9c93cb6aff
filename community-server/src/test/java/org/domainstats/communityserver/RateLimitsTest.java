package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.communityserver.CommunitySettings.Rates;
import org.domainstats.protocol.ClientId;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

class RateLimitsTest {

    private long now;
    private final RateLimits limits = new RateLimits(new Rates(10, 5, 20), () -> now);

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
    void addressesOfOneIpv4NetworkShareALargerLimit() {
        for (int i = 0; i < 40; i++) {
            assertThat(limits.allows(InetAddress.ofLiteral("192.0.2." + i))).isTrue();
        }
        assertThat(limits.allows(InetAddress.ofLiteral("192.0.2.200"))).isFalse();
        assertThat(limits.allows(InetAddress.ofLiteral("192.0.3.1"))).isTrue();
    }

    @Test
    void loopbackIsLimitedToo() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.allows(InetAddress.getLoopbackAddress())).isTrue();
        }
        assertThat(limits.allows(InetAddress.getLoopbackAddress())).isFalse();
    }

    @Test
    void repeatedMessagesDoNotCountAgainstTheirClient() {
        ClientId client = new ClientId("a");
        InetAddress eavesdropper = InetAddress.ofLiteral("203.0.113.9");
        for (int i = 0; i < 20; i++) {
            assertThat(limits.allowsRepeated(client, eavesdropper)).isTrue();
        }
        assertThat(limits.allowsRepeated(client, eavesdropper)).isFalse();
        assertThat(limits.allowsRepeated(client, InetAddress.ofLiteral("192.0.2.1"))).isTrue();
        assertThat(limits.allows(client)).isTrue();
    }
}
