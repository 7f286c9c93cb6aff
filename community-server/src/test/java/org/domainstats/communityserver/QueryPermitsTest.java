package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.security.SecureRandom;

/** One address took all permits with 500 slow names a second, and members were told "busy". */
class QueryPermitsTest {

    private final QueryPermits permits = new QueryPermits();

    private static RequestOrigin stranger(String address) {
        return RequestOrigin.at(InetAddress.ofLiteral(address));
    }

    private static RequestOrigin member(String id) {
        Token token = Token.random(new ClientId(id), new SecureRandom());
        return new RequestOrigin(InetAddress.getLoopbackAddress(), token.key(), false);
    }

    private int takeAll(RequestOrigin origin) {
        int taken = 0;
        while (taken < 10_000 && permits.tryAcquire(origin)) {
            taken++;
        }
        return taken;
    }

    @Test
    void networkWithoutTokensLeavesPlacesToOthers() {
        RequestOrigin flooding = stranger("192.0.2.1");
        assertThat(takeAll(flooding)).isEqualTo(512);
        assertThat(permits.tryAcquire(stranger("192.0.2.200"))).isFalse();
        assertThat(permits.tryAcquire(stranger("198.51.100.1"))).isTrue();
        permits.release(flooding);
        assertThat(permits.tryAcquire(stranger("192.0.2.200"))).isTrue();
    }

    @Test
    void allThatMayBeForgedLeaveHalfToMembers() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += takeAll(stranger("10.0." + i + ".1"));
        }
        assertThat(taken).isEqualTo(2_048);
        assertThat(takeAll(member("a"))).isEqualTo(2_048);
    }

    @Test
    void memberLeavesHalfToOthers() {
        assertThat(takeAll(member("a"))).isEqualTo(2_048);
        assertThat(permits.tryAcquire(member("b"))).isTrue();
        assertThat(permits.tryAcquire(stranger("192.0.2.1"))).isTrue();
    }
}
