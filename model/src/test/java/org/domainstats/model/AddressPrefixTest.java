package org.domainstats.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;

class AddressPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:192.0.2.7, 192.0.2.7",
    })
    void hostOfIpv6HasASlash64(String address, String host) {
        assertThat(AddressPrefix.ofHost(InetAddress.ofLiteral(address))).hasToString(host);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.1, 192.0.2.1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "0.0.0.0/0, 2001:db8::1, false",
    })
    void prefixContainsWhatSharesItsFirstBits(String prefix, String address, boolean contained) {
        assertThat(AddressPrefix.parse(prefix).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }
}
