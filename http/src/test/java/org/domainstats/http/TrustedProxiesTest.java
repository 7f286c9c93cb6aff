package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.List;

class TrustedProxiesTest {

    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");

    private final TrustedProxies proxies =
            TrustedProxies.parse(List.of("10.0.0.0/8", "2001:db8::1"));

    private String clientOf(InetAddress peer, String name, String value) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, value);
        return proxies.clientOf(peer, headers).getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "198.51.100.1, 192.0.2.1 | 192.0.2.1",
                "192.0.2.1, 10.9.9.9, 10.0.0.2 | 192.0.2.1",
                "10.9.9.9, 10.0.0.2 | 10.9.9.9",
                "192.0.2.1:443 | 192.0.2.1",
                "[2001:db8::7]:443 | 2001:db8:0:0:0:0:0:7",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "192.0.2.1, 2001:db8::1 | 192.0.2.1",
                "192.0.2.1, unknown | 10.0.0.1",
                "192.0.2.1, | 10.0.0.1",
                "localhost | 10.0.0.1",
            })
    void rightmostAddressThatIsNoProxyIsTheClient(String forwarded, String client) {
        assertThat(clientOf(PROXY, "X-Forwarded-For", forwarded)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=192.0.2.1 | 192.0.2.1",
                "For=\"192.0.2.1:80\";proto=https;by=10.0.0.1 | 192.0.2.1",
                "for=198.51.100.1, for=\"[2001:db8::7]:1\" | 2001:db8:0:0:0:0:0:7",
                "for=192.0.2.1, for=_hidden | 10.0.0.1",
                "proto=https | 10.0.0.1",
            })
    void forwardedIsReadAsItsRfcSays(String forwarded, String client) {
        assertThat(clientOf(PROXY, "Forwarded", forwarded)).isEqualTo(client);
    }

    @Test
    void fieldThatTheProxyPassesOnFromTheClientDoesNotCount() {
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap()
                        .add("X-Forwarded-For", "192.0.2.1")
                        .add("Forwarded", "for=198.51.100.1");
        assertThat(proxies.clientOf(PROXY, headers)).isEqualTo(PROXY);

        headers.set("Forwarded", "for=192.0.2.1;proto=https");
        assertThat(proxies.clientOf(PROXY, headers).getHostAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void nobodyElseMayNameAClient() {
        assertThat(clientOf(STRANGER, "X-Forwarded-For", "192.0.2.1")).isEqualTo("203.0.113.9");
        assertThat(TrustedProxies.NONE.clientOf(PROXY, MultiMap.caseInsensitiveMultiMap()))
                .isEqualTo(PROXY);
    }
}
