package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Token;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.security.SecureRandom;

/** One address took all places with 500 slow names a second, and members were told "busy". */
class QueryPlacesTest {

    private final QueryPlaces places = new QueryPlaces();

    private static RequestOrigin stranger(String address) {
        return RequestOrigin.at(InetAddress.ofLiteral(address));
    }

    private static RequestOrigin member(String id) {
        Token token = Token.random(new ClientId(id), new SecureRandom());
        return new RequestOrigin(InetAddress.getLoopbackAddress(), token.key(), false);
    }

    private int takeAll(RequestOrigin origin) {
        int taken = 0;
        while (taken < 10_000 && places.tryTake(origin)) {
            taken++;
        }
        return taken;
    }

    @Test
    void networkWithoutTokensLeavesPlacesToOthers() {
        RequestOrigin flooding = stranger("192.0.2.1");
        assertThat(takeAll(flooding)).isEqualTo(512);
        assertThat(places.tryTake(stranger("192.0.2.200"))).isFalse();
        assertThat(places.tryTake(stranger("198.51.100.1"))).isTrue();
        places.release(flooding);
        assertThat(places.tryTake(stranger("192.0.2.200"))).isTrue();
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
        assertThat(places.tryTake(member("b"))).isTrue();
        assertThat(places.tryTake(stranger("192.0.2.1"))).isTrue();
    }
}
