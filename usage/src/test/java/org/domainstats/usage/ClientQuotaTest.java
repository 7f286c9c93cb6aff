package org.domainstats.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.registrations.QueryClient;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

class ClientQuotaTest {

    private static final QueryClient ONE = new QueryClient("192.0.2.1");
    private static final QueryClient OTHER = new QueryClient("192.0.2.2");
    private static final QueryClient THIRD = new QueryClient("192.0.2.3");

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final ClientQuota quota = new ClientQuota(24, 48, () -> now);

    private int takeAll(QueryClient client) {
        int taken = 0;
        while (quota.admits(client)) {
            quota.charge(client);
            taken++;
        }
        return taken;
    }

    @Test
    void oneClientsQuotaLeavesThatOfOthers() {
        assertThat(takeAll(ONE)).isEqualTo(24);
        assertThat(takeAll(OTHER)).isEqualTo(24);
    }

    @Test
    void addressesOfOneIpv6HostShareAQuota() {
        assertThat(takeAll(QueryClient.at(InetAddress.ofLiteral("2001:db8::1")))).isEqualTo(24);
        assertThat(takeAll(QueryClient.at(InetAddress.ofLiteral("2001:db8::2")))).isZero();
        assertThat(takeAll(QueryClient.at(InetAddress.ofLiteral("2001:db8:0:1::2")))).isEqualTo(24);
    }

    @Test
    void allTogetherHaveAQuotaToo() {
        takeAll(ONE);
        takeAll(OTHER);
        assertThat(quota.admits(THIRD)).isFalse();
    }

    @Test
    void itFillsAgainWithinADay() {
        takeAll(ONE);
        now = now.plus(Duration.ofHours(1));
        assertThat(takeAll(ONE)).isEqualTo(1);
        now = now.plus(Duration.ofDays(3));
        assertThat(takeAll(ONE)).isEqualTo(24);
    }

    @Test
    void aClockThatIsSetBackNeitherFillsNorBlocksIt() {
        takeAll(ONE);
        now = now.minus(Duration.ofDays(30));
        assertThat(quota.admits(ONE)).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(takeAll(ONE)).isEqualTo(1);
    }
}
