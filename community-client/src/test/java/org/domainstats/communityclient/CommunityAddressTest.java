package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommunityAddressTest {

    @ParameterizedTest
    @CsvSource({
        "udp://community.example.com, udp://community.example.com:4100",
        "udp://10.0.0.1:5000, udp://10.0.0.1:5000",
        "udp://[2001:db8::1]:5000, udp://2001:db8::1:5000",
        "https://community.example.com, https://community.example.com",
        "https://community.example.com:8443/path, https://community.example.com:8443/path",
        "http://localhost:8080, http://localhost:8080",
    })
    void addressIsRead(String text, String expected) {
        assertThat(CommunityAddress.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "community.example.com",
                "udp:4100",
                "http://community.example.com",
                "ftp://community.example.com",
                "https://user:password@community.example.com",
                "https://",
                "udp://a b",
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> CommunityAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
